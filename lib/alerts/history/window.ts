import type { Compare, RangeSpec } from '@/lib/model/query-range';
import { hourMs, minuteMs, parseDuration } from '@/lib/time/duration';
import { comparisonRange, resolveRange, type Range } from '@/lib/time/range';

type Asked = { range: RangeSpec; timezone: string; compare?: Compare | undefined };

/** What an evaluation looks at, and what it compares that with; nothing after `now`, which had not happened yet. */
export function windowAt({ range, timezone: zone, compare }: Asked, now: number): { window: Range; previous?: Range } {
  const resolved = resolveRange(range, zone, now);
  const window = { from: resolved.from, to: Math.min(resolved.to, now) };
  if (compare === undefined) return { window };
  return { window, previous: comparisonRange(window, range, { compare, zone }) };
}

const widths = [hourMs, 15 * minuteMs, 5 * minuteMs, minuteMs];

/**
 * The widest buckets that any window of a rule is made of; null when only buckets of less than a minute would do. Zones are a
 * multiple of 15 minutes off.
 */
export function bucketWidth({ lengths, zone }: { lengths: readonly number[]; zone: string }): number | null {
  const fits = (width: number) =>
    lengths.every((length) => length % width === 0) && (zone === 'UTC' || width <= 15 * minuteMs);
  return widths.find(fits) ?? null;
}

/** The length of a range that slides on, ms; null for one that follows the calendar, such as `today`. */
export function slidingMs(range: RangeSpec): number | null {
  return 'last' in range ? (parseDuration(range.last)?.ms ?? null) : null;
}
