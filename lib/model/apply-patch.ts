import { AppError } from '@/lib/errors/app-error';
import { nextBucket } from '@/lib/time/bucket';
import type { Answer, AnswerMeta, TrendData, TrendSeries } from './answer';
import type { Value } from './value';
import type { Patch, TrendPatch } from './live-frame';

/**
 * The answer after a patch, as a new value; the hub and the browser both keep their copies with this one function.
 * Throws AppError conflict when the patch was not made for this answer: the whole answer has to be fetched again.
 */
export function applyPatch(answer: Answer, patch: Patch, meta: AnswerMeta): Answer {
  if (patch.kind === 'replace') return { ...answer, data: patch.data, meta };
  if (answer.data.kind !== 'trend')
    throw new AppError('conflict', `A trend patch does not fit an answer of kind ${answer.data.kind}.`);
  return { ...answer, data: patchTrend(answer.data, patch, answer.query.timezone), meta };
}

function patchTrend(data: TrendData, patch: TrendPatch, zone: string): TrendData {
  const start = firstAtOrAfter(data.buckets, patch.first);
  const end = Math.max(start, firstAtOrAfter(data.buckets, patch.from));
  const last = end > start ? data.buckets[end - 1] : undefined;
  const reach = last === undefined ? patch.first : nextBucket(last, data.grain, zone);
  if (patch.from > reach) throw new AppError('conflict', 'The patch begins after the end of the answer.');
  const known = new Map(data.series.map((series) => [series.key, series]));
  return {
    kind: 'trend',
    grain: data.grain,
    buckets: [...data.buckets.slice(start, end), ...patch.buckets],
    series: patch.series.map((tail) => joinSeries(known.get(tail.key), tail, { start, end })),
    ...(patch.openFrom === undefined ? {} : { openFrom: patch.openFrom }),
  };
}

type Kept = { start: number; end: number };

function joinSeries(head: TrendSeries | undefined, tail: TrendSeries, kept: Kept): TrendSeries {
  const { previous, ...rest } = tail;
  return {
    ...rest,
    values: join(head?.values, tail.values, kept),
    ...(previous === undefined ? {} : { previous: join(head?.previous, previous, kept) }),
  };
}

function join(head: readonly Value[] | undefined, tail: readonly Value[], kept: Kept): Value[] {
  if (kept.end === kept.start) return [...tail];
  if (head === undefined) throw new AppError('conflict', 'The patch has a series that the answer does not have.');
  return [...head.slice(kept.start, kept.end), ...tail];
}

/** Index of the first bucket at or after `at`; buckets ascend. */
function firstAtOrAfter(buckets: readonly number[], at: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
