import type { TrendData } from '@/lib/model/answer';
import type { TotalSpec, TrendSpec } from '@/lib/model/query-spec';
import type { RangeSpec } from '@/lib/model/query-range';
import type { RuleDoc } from '@/lib/model/rule';
import type { Value } from '@/lib/model/value';
import { foldsOf } from '@/lib/query/fold';
import { outputsOf } from '@/lib/query/outputs';
import { grainMs } from '@/lib/time/bucket';
import { hourMs, minuteMs, parseDuration, secondMs } from '@/lib/time/duration';
import { grains, type Grain } from '@/lib/time/grain';
import { lengthOf } from '../asked-specs';
import type { History, HistoryAsking } from './history';
import { rolledHistory } from './rolled-history';
import { canTumble, tumblingHistory } from './tumbling-history';
import { slidingMs } from './window';

/** How many values are shown before the one that fired. */
const shownValues = 60;
/** Evaluations are shown so narrow that a value comes from a dozen of them. */
const perWindow = 12;

/** `shown`: the same question over time, with the filters of the series. `value` is what fired `at`, Unix ms. */
type Fired = { shown: TrendSpec; at: number; value: number };

/**
 * What a rule about a window judged before it fired, each value at the time of its evaluation, up to the one that fired: buckets
 * beside each other would show other numbers than those that its limits are for. Null for rules that judge something else than
 * the value of a window, and where only many questions could tell. Throws what the engine throws.
 */
export async function judgedTrend(
  doc: RuleDoc,
  { shown, at, value }: Fired,
  asking: HistoryAsking,
): Promise<TrendData | null> {
  const range = slidingRange(doc);
  const output = outputsOf(shown)[doc.measure];
  if (range === null || output === undefined) return null;
  const { measures, formulas, timezone, where } = shown;
  const total: TotalSpec = { kind: 'total', measures, formulas, timezone, where, range };
  const past = await pastOf(total, { at, everyMs: paceMs(doc) }, asking);
  if (past === null) return null;
  const points = [...pointsOf(past.history, { measure: doc.measure, at }), { at, value }];
  const { index, label } = output;
  const values = points.map((point) => point.value);
  return {
    kind: 'trend',
    grain: past.grain,
    buckets: points.map((point) => point.at),
    series: [{ key: String(index), label, measure: index, group: [], values }],
  };
}

/** The range of a rule that judges the value of a window which moves on with the time. */
function slidingRange({ spec, condition }: RuleDoc): RangeSpec | null {
  const isOfValue = condition.type === 'threshold' || condition.type === 'row';
  const isOfWindow = spec.kind === 'total' || spec.kind === 'breakdown';
  return isOfValue && isOfWindow && 'last' in spec.range ? spec.range : null;
}

function pointsOf(
  { steps, stepMs }: History,
  { measure, at }: { measure: number; at: number },
): { at: number; value: Value }[] {
  // The last evaluation of the past stands for the one that fired unless they are apart.
  return [...steps()].flatMap(({ now, sight }) =>
    now < at - stepMs / 2 && sight.kind === 'readings'
      ? [{ at: now, value: sight.readings[0]?.values[measure] ?? null }]
      : [],
  );
}

const paceMs = ({ every }: RuleDoc): number =>
  every === 'event' ? 10 * secondMs : (parseDuration(every)?.ms ?? minuteMs);

type Past = { history: History; grain: Grain };

async function pastOf(
  spec: TotalSpec,
  { at, everyMs }: { at: number; everyMs: number },
  asking: HistoryAsking,
): Promise<Past | null> {
  if (!spec.measures.every((measure) => foldsOf(measure) !== null)) return windowsOf(spec, at, asking);
  const grain = grainFor(spec.range, everyMs);
  const stepMs = grainMs[grain];
  const to = floored(at, Math.min(stepMs, minuteMs));
  const stretch = { from: to - shownValues * stepMs, to, pace: { stepMs, notes: [] } };
  const history = await rolledHistory({ spec, lengths: null }, stretch, asking);
  // A note says that its windows are not quite those of the rule.
  return history.notes.length === 0 ? { history, grain } : null;
}

/** Users and percentiles do not add up: their windows stand side by side, as long as these are short enough to be read at once. */
async function windowsOf(spec: TotalSpec, at: number, asking: HistoryAsking): Promise<Past | null> {
  const windowMs = slidingMs(spec.range) ?? 0;
  const lengthMs = shownValues * windowMs;
  const isEasy = windowMs >= minuteMs && windowMs <= hourMs && windowMs % minuteMs === 0;
  if (!isEasy || !canTumble(spec, lengthMs)) return null;
  const to = floored(at, minuteMs);
  const history = await tumblingHistory(spec, { from: to - lengthMs, to }, asking);
  return { history, grain: grains.findLast((grain) => grainMs[grain] <= windowMs) ?? '1m' };
}

const floored = (at: number, widthMs: number): number => Math.floor(at / widthMs) * widthMs;

/** At most six hours: an evaluation is a moment, and the names of wider buckets are days. */
function grainFor(range: RangeSpec, everyMs: number): Grain {
  const leastMs = Math.max(10 * secondMs, everyMs, lengthOf(range) / perWindow);
  return grains.find((grain) => grainMs[grain] >= Math.min(leastMs, grainMs['6h'])) ?? '6h';
}
