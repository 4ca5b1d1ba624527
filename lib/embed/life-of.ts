import { rangeWidthMs } from '@/lib/dashboards/view/range-presets';
import type { RangeSpec } from '@/lib/model/query-range';

/** s. */
const shortest = 10;
const longest = 300;
const whileStale = 5;

/**
 * How long a file of an answer may be shown without asking again, s: a thousandth of its range, which moves a chart by less than
 * a px, from 10 s to 5 min. The longest where the range is over, and shortly while the answer is older than it should be.
 */
export function lifeOf(range: RangeSpec, { isStale, now }: { isStale: boolean; now: number }): number {
  if (isStale) return whileStale;
  if ('from' in range && Date.parse(range.to) < now) return longest;
  return Math.round(Math.min(longest, Math.max(shortest, rangeWidthMs(range) / 1_000_000)));
}
