import { formatExact } from '@/lib/chart/format-number';
import type { RuleDoc } from '@/lib/model/rule';
import type { Condition, ConditionOf } from '@/lib/model/rule-condition';
import type { Severity } from '@/lib/model/severity';
import { formatDuration, parseDuration } from '@/lib/time/duration';

// Browser-safe: the editor says what a rule does while it is typed.

/** What each kind of condition is called, and what it does in a sentence. */
export const conditionKinds: Record<Condition['type'], { label: string; about: string }> = {
  threshold: { label: 'Threshold', about: 'Fires while the value is beyond a line.' },
  change: { label: 'Change', about: 'Fires when the value differs from the time before, or from a week ago.' },
  absence: { label: 'Absence', about: 'Fires when a series that used to report falls silent.' },
  anomaly: { label: 'Anomaly', about: 'Learns what each series usually does and fires when it does something else.' },
  burn_rate: { label: 'Burn rate', about: 'Fires when the error budget of an objective is spent too fast.' },
  row: { label: 'Rows', about: 'Fires for every row of the answer: what comes back is what is wrong.' },
};

/** A span as people say it: `5 min`. What is no span stays as it is written. */
export const spanText = (span: string): string => {
  const duration = parseDuration(span);
  return duration ? formatDuration(duration.ms) : span;
};
const numberText = (value: number): string => formatExact(value, 'number');

const sides: Record<ConditionOf<'threshold'>['operator'], string> = {
  '>': 'above',
  '>=': 'at or above',
  '<': 'below',
  '<=': 'at or below',
};
const moves = { up: 'a rise of', down: 'a fall of', either: 'a change of' } as const;
const pasts = { previous: 'the time before', week: 'the same weekday a week ago' } as const;

type RuleParts = Pick<RuleDoc, 'condition' | 'for'>;

/** When a rule fires, in one sentence without a full stop: `Fires above 100 for 5 min`. */
export function ruleWords({ condition, for: delay }: RuleParts): string {
  const held = delay === '0s' ? '' : ` for ${spanText(delay)}`;
  return `${whenWords(condition)}${held}`;
}

function whenWords(condition: Condition): string {
  switch (condition.type) {
    case 'threshold': {
      const side = sides[condition.operator];
      return perLevel(condition.levels, ({ value }) => `${side} ${numberText(value)}`);
    }
    case 'change': {
      const unit = condition.unit === 'percent' ? ' %' : '';
      const levels = perLevel(
        condition.levels,
        ({ by }) => `on ${moves[condition.direction]} ${numberText(by)}${unit}`,
      );
      return `${levels} against ${pasts[condition.against]}`;
    }
    case 'absence':
      return perLevel(condition.levels, ({ after }) => `when a series is silent for ${spanText(after)}`);
    case 'anomaly':
      return anomalyWords(condition);
    case 'burn_rate':
      return burnWords(condition);
    case 'row':
      return 'Fires for every row of the answer';
  }
}

/** `Fires above 5`, or with several severities `Critical above 10, warning above 5`. */
function perLevel<L extends { severity: Severity }>(levels: readonly L[], words: (level: L) => string): string {
  const [first] = levels;
  if (levels.length === 1 && first) return `Fires ${words(first)}`;
  const said = levels.map((level) => `${level.severity} ${words(level)}`).join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function anomalyWords({ direction, confirm }: ConditionOf<'anomaly'>): string {
  const odd = { up: 'unusually high', down: 'unusually low', either: 'unusual' }[direction];
  if (confirm.needed === 1 && confirm.of === 1) return `Fires when a value is ${odd}`;
  return `Fires when ${confirm.needed} of the last ${confirm.of} values are ${odd}`;
}

function burnWords({ objective, windows }: ConditionOf<'burn_rate'>): string {
  const share = `${Number((objective * 100).toFixed(4))} %`;
  const said = windows.map(({ burn, long }) => `${numberText(burn)} times too fast over ${spanText(long)}`);
  const shown = said.slice(0, 2).join(', or ');
  const more = said.length > 2 ? `, or over ${said.length - 2} more` : '';
  return `Fires when the error budget of ${share} burns ${shown}${more}`;
}

/** How often a rule is evaluated. */
export const paceWords = (every: RuleDoc['every']): string =>
  every === 'event' ? 'At every event' : `Every ${spanText(every)}`;
