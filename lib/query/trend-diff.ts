import type { TrendData } from '@/lib/model/answer';
import type { TrendPatch } from '@/lib/model/live-frame';

/**
 * What a reader of `last` has to change to see `next`: every bucket from the first that differs. Null when nothing does,
 * `'replace'` when the two do not have the same series or grid.
 */
export function trendDiff(last: TrendData, next: TrendData): TrendPatch | 'replace' | null {
  const first = next.buckets[0];
  const lastEnd = last.buckets[last.buckets.length - 1];
  if (first === undefined || lastEnd === undefined || last.grain !== next.grain || !haveSameSeries(last, next))
    return 'replace';
  const shift = last.buckets.indexOf(first);
  if (shift < 0) return 'replace';
  const isMoved = shift > 0 || next.buckets.length !== last.buckets.length || next.openFrom !== last.openFrom;
  let index = 0;
  while (index < next.buckets.length && isSame(last, next, { at: index, shift })) index += 1;
  if (index === next.buckets.length && !isMoved) return null;
  return tailOf(next, Math.min(index, next.buckets.length - 1));
}

/** A patch that changes nothing, to bring new meta to a reader. */
export const sameTrend = (data: TrendData): TrendPatch => tailOf(data, Math.max(0, data.buckets.length - 1));

function tailOf(data: TrendData, from: number): TrendPatch {
  return {
    kind: 'trend',
    first: data.buckets[0] ?? 0,
    from: data.buckets[from] ?? 0,
    buckets: data.buckets.slice(from),
    series: data.series.map((series) => ({
      ...series,
      values: series.values.slice(from),
      ...(series.previous === undefined ? {} : { previous: series.previous.slice(from) }),
    })),
    ...(data.openFrom === undefined ? {} : { openFrom: data.openFrom }),
  };
}

function haveSameSeries(a: TrendData, b: TrendData): boolean {
  return a.series.length === b.series.length && a.series.every((series, index) => series.key === b.series[index]?.key);
}

function isSame(last: TrendData, next: TrendData, { at, shift }: { at: number; shift: number }): boolean {
  if (last.buckets[at + shift] !== next.buckets[at]) return false;
  return next.series.every((series, index) => {
    const before = last.series[index];
    return before?.values[at + shift] === series.values[at] && before?.previous?.[at + shift] === series.previous?.[at];
  });
}
