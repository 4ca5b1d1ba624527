import type { Value } from '@/lib/model/value';
import type { Transform } from '@/lib/model/measure';

/**
 * The buckets of a series rewritten, `lead` buckets from before the range left out. The open bucket counts with what it holds
 * so far, so its running total is the total of now, and its moving average grows until it closes.
 */
export function transformed(
  values: readonly Value[],
  { transform, lead }: { transform: Transform | undefined; lead: number },
): Value[] {
  if (transform === undefined) return values.slice(lead);
  return transform === 'cumulative'
    ? runningTotal(values.slice(lead))
    : movingAverage(values, { width: transform.movingAverage, lead });
}

/** A bucket without data repeats the total; before the first one with data there is none. */
function runningTotal(values: readonly Value[]): Value[] {
  let total: Value = null;
  return values.map((value) => {
    if (value !== null) total = (total ?? 0) + value;
    return total;
  });
}

/** The mean of those with data among a bucket and the `width` - 1 before it. */
function movingAverage(values: readonly Value[], { width, lead }: { width: number; lead: number }): Value[] {
  return values.slice(lead).map((_, position) => {
    const end = lead + position + 1;
    const known = values.slice(Math.max(0, end - width), end).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
