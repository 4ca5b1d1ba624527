import type { RuleDoc } from '@/lib/model/rule';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import { foldsOf } from '@/lib/query/fold';
import { outputsOf } from '@/lib/query/outputs';
import { parseSpec } from '@/lib/query/parse-spec';
import { stable } from '@/lib/query/spec-key';
import { grainMs } from '@/lib/time/bucket';
import type { Clock } from '@/lib/time/clock';
import { minuteMs } from '@/lib/time/duration';
import { askedSpecs } from '../asked-specs';
import type { History, HistoryAsking } from './history';
import type { Pace } from './pace';
import { rolledHistory, type RolledSpec } from './rolled-history';
import { sampledHistory } from './sampled-history';
import { trendHistory } from './trend-history';
import type { Points } from './trend-steps';
import { canTumble, tumblingHistory } from './tumbling-history';

export type Stretch = { from: number; to: number; pace: Pace };
type Tools = { asking: HistoryAsking; clock: Pick<Clock, 'monotonic'> };

/** What the history of a rule depends on, as a text: rules that differ in limits, times or words only have the same. */
export function historyKey(doc: RuleDoc, { days, pace }: { days: number; pace: Pace }): string {
  const { condition } = doc;
  const asked = condition.type === 'burn_rate' ? [doc.spec, burnLengths(doc)] : mainSpec(doc, 0);
  return stable([condition.type, asked, days, pace.stepMs]);
}

/**
 * The evaluations that a rule would have had, from as few questions as its kind allows. Throws what the engine throws and
 * AppError invalid_input.
 */
export async function prepareHistory(doc: RuleDoc, stretch: Stretch, tools: Tools): Promise<History> {
  const { from, to, pace } = stretch;
  const { asking } = tools;
  if (doc.condition.type === 'burn_rate') {
    const spec = mainSpec(doc, to) as RolledSpec;
    return rolledHistory({ spec, lengths: burnLengths(doc) }, stretch, asking);
  }
  const spec = mainSpec(doc, to);
  if (spec.kind === 'trend' && !isCumulative(spec)) return trendOf(doc, spec, { stretch, asking });
  if (spec.kind === 'total' || spec.kind === 'breakdown') {
    if (spec.measures.every((measure) => foldsOf(measure) !== null))
      return rolledHistory({ spec, lengths: null }, stretch, asking);
    if (canTumble(spec, to - from)) return tumblingHistory(spec, stretch, asking);
  }
  return sampledHistory(spec, { from, to, stepMs: pace.stepMs }, tools);
}

const mainSpec = (doc: RuleDoc, at: number): QuerySpec => parseSpec(firstAsked(doc, { at, hasMemory: true }));
function firstAsked(doc: RuleDoc, when: Parameters<typeof askedSpecs>[1]): QuerySpec {
  return askedSpecs(doc, when)[0]?.spec ?? doc.spec;
}

function burnLengths({ condition }: RuleDoc): string[] {
  const windows = condition.type === 'burn_rate' ? condition.windows : [];
  return [...new Set(windows.flatMap(({ long, short }) => [long, short]))];
}

/** A running total depends on where it begins, which is another place for each evaluation. */
const isCumulative = (spec: TrendSpec): boolean => outputsOf(spec).some(({ transform }) => transform === 'cumulative');

const pointsFor: Partial<Record<RuleDoc['condition']['type'], Points>> = { absence: 'unlearned', anomaly: 'unlearned' };
/** Beyond this a bucket of seconds is too many. */
const mostSecondsMs = 7 * 86_400_000;

async function trendOf(
  doc: RuleDoc,
  spec: TrendSpec,
  { stretch, asking }: { stretch: Stretch; asking: HistoryAsking },
): Promise<History> {
  const points = pointsFor[doc.condition.type] ?? 'newest';
  const isTooFine =
    doc.condition.type === 'absence' &&
    stretch.to - stretch.from > mostSecondsMs &&
    spec.grain !== 'auto' &&
    grainMs[spec.grain] < minuteMs;
  if (isTooFine) {
    const coarse: TrendSpec = { ...spec, grain: '1m' };
    const history = await trendHistory(coarse, { ...stretch, points, first: coarse }, asking);
    return { ...history, notes: [...history.notes, 'Silence is told to the minute here.'] };
  }
  const first = parseSpec(firstAsked(doc, { at: stretch.from, hasMemory: false }));
  return trendHistory(spec, { ...stretch, points, first: first.kind === 'trend' ? first : spec }, asking);
}
