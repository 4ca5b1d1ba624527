import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Severity } from '@/lib/model/severity';
import type { Finding } from './finding';
import { said } from './said';

type Threshold = ConditionOf<'threshold'>;
const beyond: Record<Threshold['operator'], (value: number, limit: number) => boolean> = {
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
};

/** A severity that fires already is judged by its recovery threshold, so that a value on the limit does not flap. */
export function detectThreshold(
  { operator, levels }: Threshold,
  value: number | null,
  firing: readonly Severity[],
): Finding {
  if (value === null) return { value, breached: [], because: 'No data' };
  const limitOf = (level: Threshold['levels'][number]) =>
    firing.includes(level.severity) ? (level.recovery ?? level.value) : level.value;
  const held = levels.filter((level) => beyond[operator](value, limitOf(level)));
  const shown = held[0] ?? levels[0];
  const limit = shown === undefined ? '' : ` ${held.length > 0 ? operator : `is not ${operator}`} ${limitOf(shown)}`;
  return { value, breached: held.map(({ severity }) => severity), because: `${said(value)}${limit}` };
}
