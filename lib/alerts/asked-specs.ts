import type { BurnWindow, ConditionOf } from '@/lib/model/rule-condition';
import type { RuleDoc } from '@/lib/model/rule';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import type { RangeSpec } from '@/lib/model/query-range';
import { autoGrain, grainMs } from '@/lib/time/bucket';
import { dayMs, hourMs, minuteMs, parseDuration, secondMs } from '@/lib/time/duration';
import { grains, type Grain } from '@/lib/time/grain';

/** The question of a rule as the engine is asked; of a burn rate, one per window with the window's length as its name. */
export type Asked = { name: string; spec: QuerySpec };
type Compared = Extract<QuerySpec, { kind: 'total' | 'trend' | 'breakdown' }>;
export type AskedAt = {
  /** The time the evaluation counts for, Unix ms. */
  at: number;
  /** Whether any series is remembered; when none is, more history is asked for to learn from. */
  hasMemory: boolean;
};

export const mainQuestion = 'main';
/** Below the limit of buckets of a question, so that the open ones still fit. */
const mostBuckets = 1_440;
const longestHistoryMs = 730 * dayMs;

/**
 * What has to be asked to evaluate a rule: its own question, with the comparison, the time and the buckets that its condition
 * needs.
 */
export function askedSpecs(doc: RuleDoc, when: AskedAt): Asked[] {
  const { spec, condition } = doc;
  if (!isCompared(spec)) return [{ name: mainQuestion, spec }];
  switch (condition.type) {
    case 'change':
      return [{ name: mainQuestion, spec: { ...spec, compare: condition.against } }];
    case 'absence':
      return [{ name: mainQuestion, spec: reportsOf(spec, condition) }];
    case 'burn_rate':
      return windowQuestions(spec, condition.windows, { at: when.at, isLive: doc.every === 'event' });
    case 'anomaly':
      return [{ name: mainQuestion, spec: withHistory(alone(spec), when) }];
    case 'threshold':
    case 'row':
      return [{ name: mainQuestion, spec: alone(spec) }];
  }
}

export const isCompared = (spec: QuerySpec): spec is Compared =>
  spec.kind === 'total' || spec.kind === 'trend' || spec.kind === 'breakdown';

/** Nothing is compared, so nothing else is read. */
function alone<S extends Compared>(spec: S): S {
  const { compare: _, ...rest } = spec;
  return rest as S;
}

/** When each series reported, in buckets that are narrow against the silence that is looked for. */
function reportsOf(spec: Compared, { levels }: ConditionOf<'absence'>): TrendSpec {
  const after = levels.map((level) => parseDuration(level.after)?.ms ?? minuteMs);
  const grain =
    grains.findLast((width) => grainMs[width] <= Math.min(...after) / 5 && grainMs[width] <= hourMs) ?? '1s';
  // Twice the longest silence: what reported lately is remembered from the first look on.
  const wanted = Math.max(2 * Math.max(...after), lengthOf(spec.range));
  const lengthMs = Math.min(wanted, mostBuckets * grainMs[grain]);
  const split = spec.kind === 'total' ? { by: [], top: 10, other: false } : pick(spec);
  const { measures, formulas, where, timezone } = spec;
  return { kind: 'trend', measures, formulas, where, timezone, ...split, range: lastOf(lengthMs), grain };
}

const pick = ({ by, top, other }: Extract<Compared, { kind: 'trend' | 'breakdown' }>) => ({ by, top, other });

/**
 * One question per window. Windows are whole minutes that end with the last full one, which per-minute rollups cover; a rule
 * that events wake counts those of the minute under way as well.
 */
function windowQuestions(
  spec: Compared,
  windows: readonly BurnWindow[],
  { at, isLive }: { at: number; isLive: boolean },
): Asked[] {
  const lengths = [...new Set(windows.flatMap(({ long, short }) => [long, short]))];
  const to = Math.floor(at / minuteMs) * minuteMs;
  return lengths.map((name) => {
    const lengthMs = parseDuration(name)?.ms ?? minuteMs;
    const range: RangeSpec = isLive ? { last: name } : { from: iso(to - lengthMs), to: iso(to) };
    return { name, spec: windowQuestion(spec, range) };
  });
}

const iso = (instant: number) => new Date(instant).toISOString();

function windowQuestion(spec: Compared, range: RangeSpec): QuerySpec {
  const { measures, formulas, where, timezone } = spec;
  const of = { measures, formulas, where, timezone, range };
  if (spec.kind === 'total' || spec.by.length === 0) return { kind: 'total', ...of };
  // As many as there can be: a series that is small in one window may be large in another.
  return { kind: 'breakdown', ...of, by: spec.by, top: 100, other: false };
}

/** Of a series nothing is known of yet, as much of the past as one question holds. */
function withHistory(spec: Compared, { hasMemory }: AskedAt): Compared {
  if (spec.kind !== 'trend' || !('last' in spec.range)) return spec;
  const ownMs = lengthOf(spec.range);
  const grain: Grain = spec.grain === 'auto' ? autoGrain(ownMs) : spec.grain;
  if (hasMemory) return { ...spec, grain };
  return { ...spec, grain, range: lastOf(Math.max(ownMs, Math.min(mostBuckets * grainMs[grain], longestHistoryMs))) };
}

const named: Record<string, number> = { today: dayMs, yesterday: dayMs, week: 7 * dayMs, month: 31 * dayMs };
/** The length of a range, ms; of one that grows during a day or month, its longest. */
export function lengthOf(range: RangeSpec): number {
  if ('from' in range) return Date.parse(range.to) - Date.parse(range.from);
  return named[range.last] ?? parseDuration(range.last)?.ms ?? hourMs;
}

const units = [
  ['d', dayMs],
  ['h', hourMs],
  ['m', minuteMs],
  ['s', secondMs],
] as const;
/** A range that ends now, at least so long, in the widest unit that says it exactly. */
export function lastOf(lengthMs: number): RangeSpec {
  const whole = Math.ceil(lengthMs / secondMs) * secondMs;
  const [unit, width] = units.find(([, size]) => whole % size === 0 && whole / size < 100_000) ?? units[2];
  return { last: `${Math.ceil(whole / width)}${unit}` };
}
