import type { TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';

/**
 * Which of `length` points to draw so that at most `limit` are left and no peak or dip is lost: the range is cut into equal
 * slices, and each keeps the points at which any series has its lowest or highest value, and its first null (a gap stays a
 * gap). With many series the slices get wider. First and last points always stay. Ascending indices.
 */
export function keepIndices(series: readonly (readonly Value[])[], length: number, limit: number): number[] {
  const all = (count: number) => Array.from({ length: count }, (_, index) => index);
  if (length <= limit || length <= 2) return all(length);
  // Several series share their x positions, so each slice may need two points of every one of them.
  const perSlice = Math.max(2, Math.min(2 * series.length, 6));
  const slices = Math.max(1, Math.floor((limit - 2) / perSlice));
  const kept = new Set<number>([0, length - 1]);
  for (let slice = 0; slice < slices; slice += 1) {
    const from = Math.floor((slice * length) / slices);
    const to = Math.floor(((slice + 1) * length) / slices);
    for (const index of extremes(series, from, to).slice(0, perSlice)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

/** The extremes of a slice, the largest series' first, so that the limit drops the least visible ones. */
function extremes(series: readonly (readonly Value[])[], from: number, to: number): number[] {
  const found = series.flatMap((values) => {
    const { low, high, gap } = extremesOf(values, from, to);
    const swing = low === undefined || high === undefined ? 0 : (values[high] ?? 0) - (values[low] ?? 0);
    return [
      { index: high, weight: swing },
      { index: low, weight: swing },
      { index: gap, weight: swing / 2 },
    ];
  });
  const ranked = found.sort((a, b) => b.weight - a.weight).flatMap(({ index }) => (index === undefined ? [] : [index]));
  return [...new Set(ranked)];
}

function extremesOf(values: readonly Value[], from: number, to: number) {
  let low: number | undefined;
  let high: number | undefined;
  let gap: number | undefined;
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? null;
    if (value === null) gap ??= index;
    else {
      if (low === undefined || value < (values[low] ?? 0)) low = index;
      if (high === undefined || value > (values[high] ?? 0)) high = index;
    }
  }
  return { low, high, gap };
}

/** The trend with at most `limit` buckets, the same ones for all series; the trend itself when it has no more. */
export function downsampleTrend(data: TrendData, limit: number): TrendData {
  const length = data.buckets.length;
  if (length <= limit) return data;
  const kept = keepIndices(
    data.series.map((series) => series.values),
    length,
    limit,
  );
  const pick = <T>(values: readonly T[], fallback: T): T[] => kept.map((index) => values[index] ?? fallback);
  return {
    ...data,
    buckets: pick(data.buckets, 0),
    series: data.series.map((series) => ({
      ...series,
      values: pick<Value>(series.values, null),
      ...(series.previous ? { previous: pick<Value>(series.previous, null) } : {}),
    })),
  };
}
