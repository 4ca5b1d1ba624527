import type { TrendSpec } from '@/lib/model/query-spec';
import type { Value } from '@/lib/model/value';
import { bucketStart } from '@/lib/time/bucket';
import type { Grain } from '@/lib/time/grain';
import { comparisonStart, resolveRange, type ResolvedRange } from '@/lib/time/range';
import type { Reading } from '../reading';
import { timesOf, type History, type Period } from './history';

/** Which buckets a detector looks at: the newest one only, or all that it has not learned from yet. */
export type Points = 'newest' | 'unlearned';
export type Buckets = { starts: number[]; ends: number[]; grain: Grain };
export type TrendSeries = {
  labels: Record<string, string>;
  /** What is shown, per bucket; not a number where there is none. */
  outputs: Float64Array[];
  hasEvents: (from: number, to: number) => boolean;
  first: Float64Array;
};

/** A number as a value; null for what is none. */
export function valueAt(column: Float64Array | undefined, index: number): Value {
  const value = column?.[index];
  return value === undefined || Number.isNaN(value) ? null : value;
}

type Trending = { buckets: Buckets; series: readonly TrendSeries[]; period: Period; points: Points };

/** Evaluations over buckets that are known already. */
export function trendSteps(spec: TrendSpec, { buckets, series, period, points }: Trending): History['steps'] {
  return function* () {
    const look = lookOver(spec, buckets);
    const makers = series.map((one) => readingMaker(one, buckets, points));
    for (const now of timesOf(period)) {
      const seen = look(now);
      const readings = makers.flatMap((maker) => maker(seen) ?? []);
      yield { now, sight: { kind: 'readings', readings } };
    }
  };
}

/** The buckets that an evaluation sees: those from `low` to before `high` are closed, `earlier` stands beside the last of them. */
type Seen = { now: number; low: number; high: number; earlier: number | null; hasOpen: boolean };

function lookOver(spec: TrendSpec, { starts, ends, grain }: Buckets): (now: number) => Seen {
  const { range, timezone: zone, compare } = spec;
  const earlierOf = (low: number, asked: ResolvedRange): number | null => {
    if (compare === undefined) return null;
    const first = comparisonStart(starts[low] ?? 0, { range: asked, input: range, compare, zone });
    return countUpTo(starts, bucketStart(first, grain, zone)) - 1;
  };
  return (now) => {
    const asked = resolveRange(range, zone, now);
    const low = Math.max(0, countUpTo(starts, asked.from) - 1);
    const closed = countUpTo(ends, now);
    const high = Math.max(low, asked.isOpen ? closed : Math.min(closed, countUpTo(starts, asked.to - 1)));
    const first = earlierOf(low, asked);
    return { now, low, high, earlier: first === null ? null : first + high - 1 - low, hasOpen: asked.isOpen };
  };
}

/** How many of ascending numbers are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes the readings of one series; null where it had no events in the time asked about. */
function readingMaker({ labels, outputs, hasEvents, first }: TrendSeries, { starts }: Buckets, points: Points) {
  const valuesAt = (index: number): Value[] => outputs.map((column) => valueAt(column, index));
  const pointsIn = (from: number, to: number): Reading['points'] =>
    Array.from({ length: to - from }, (_, index) => ({
      at: starts[from + index] ?? 0,
      values: valuesAt(from + index),
    }));
  let shownTo = 0;
  return ({ now, low, high, earlier, hasOpen }: Seen): Reading | null => {
    const isThere = hasEvents(low, high) || (hasOpen && (first[high] ?? Infinity) < now);
    if (!isThere) return null;
    // One at least: none would mean a question that is not about time.
    const from = Math.max(0, Math.min(shownTo, high - 1));
    shownTo = high;
    return {
      labels,
      values: high > low ? valuesAt(high - 1) : [],
      previous: earlier === null ? [] : valuesAt(earlier),
      points: points === 'newest' ? [] : pointsIn(from, high),
      windows: {},
    };
  };
}
