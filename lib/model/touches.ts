import type { QuerySpec, RetentionSpec } from './query-spec';
import { leadOf } from './measure';
import { autoGrain, bucketStart, bucketsBefore, nextBucket } from '@/lib/time/bucket';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { periodGrains, type Grain } from '@/lib/time/grain';
import { comparisonRange, resolveRange, type Range } from '@/lib/time/range';
import type { Names } from './event-names';

/** Which names a batch of events has, and over which time each. */
type Touching = { names: readonly { name: string; minTimestamp: number; maxTimestamp: number }[] };

/** Whether a committed batch can change the answer to a question: its names and its time both have to fit. */
export function touches(spec: QuerySpec, names: Names, seen: { batch: Touching; now: number }): boolean {
  const rows = seen.batch.names.filter((row) => names === null || names.has(row.name));
  if (rows.length === 0) return false;
  const ranges = rangesOf(spec, seen.now);
  return rows.some((row) => ranges.some((range) => row.minTimestamp < range.to && row.maxTimestamp >= range.from));
}

function rangesOf(spec: QuerySpec, now: number): Range[] {
  const range = resolveRange(spec.range, spec.timezone, now);
  if (spec.kind === 'retention') return [wholePeriods(spec, range)];
  const from = spec.kind === 'trend' ? trendFrom(spec, range) : range.from;
  // An open range moves on with the clock, so an event that is a little ahead of it belongs to the next refresh.
  const current = { from, to: range.isOpen ? Infinity : range.to };
  const compare = 'compare' in spec ? spec.compare : undefined;
  if (compare === undefined) return [current];
  const before = { from, to: range.to };
  return [current, comparisonRange(before, spec.range, { compare, zone: spec.timezone })];
}

/** The start of the first bucket that matters: moving averages reach back before the range. */
function trendFrom(spec: Extract<QuerySpec, { kind: 'trend' }>, range: Range): number {
  const grain = grainOf(spec, range);
  const first = bucketStart(range.from, grain, spec.timezone);
  const lead = bucketsBefore(first, leadOf([...spec.measures, ...spec.formulas]), { grain, zone: spec.timezone });
  return lead[0] ?? first;
}

/** Also all of the time before, when it matters who came for the first time. */
function wholePeriods(spec: RetentionSpec, range: Range & { isOpen: boolean }): Range {
  const grain = periodGrains[spec.period];
  const end = nextBucket(bucketStart(range.to - 1, grain, spec.timezone), grain, spec.timezone);
  return {
    from: spec.cohort === 'first' ? 0 : bucketStart(range.from, grain, spec.timezone),
    to: range.isOpen ? Infinity : end,
  };
}

function grainOf(spec: Extract<QuerySpec, { kind: 'trend' }>, range: Range): Grain {
  return spec.grain === 'auto' ? autoGrain(range.to - range.from) : spec.grain;
}

/**
 * When the answer given at `at` changes though no event arrives, Unix ms: a trend at the next bucket boundary, a retention
 * when a period begins or leaves its window, anything else as its window slides on. Infinity for fixed ranges.
 */
export function rollsAt(spec: QuerySpec, at: number): number {
  if (!('last' in spec.range)) return Infinity;
  const range = resolveRange(spec.range, spec.timezone, at);
  if (spec.kind === 'trend') {
    const grain = grainOf(spec, range);
    return nextBucket(bucketStart(at, grain, spec.timezone), grain, spec.timezone);
  }
  if (spec.kind === 'retention') {
    const next = (instant: number): number => {
      const grain = periodGrains[spec.period];
      return nextBucket(bucketStart(instant, grain, spec.timezone), grain, spec.timezone);
    };
    return Math.min(next(at), at + next(range.from) - range.from);
  }
  return at + (range.to - range.from < hourMs ? 10 * secondMs : minuteMs);
}
