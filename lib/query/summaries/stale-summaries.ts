import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';

/** Rows of one day of a property that were made together, or the row that counts them. `day` is Unix ms, `made` microseconds. */
export type Made = { property: string; day: number; made: number };
type Known = { index: readonly Made[]; data: readonly Made[]; wanted: readonly string[]; now: number };

/** No making takes so long, so what is older and not written down was left by a crash. */
const orphanMs = hourMs;
/** No question that knows the rows takes so long. */
const inUseMs = 10 * minuteMs;

const dayOf = ({ property, day }: Made): string => `${property}:${day}`;

/**
 * What no question can ask for any more: rows that newer ones have taken the place of, that nobody wrote down, or that were dropped.
 * Rows of a property that nobody wants lose their place in the index first and go themselves the next time. `now` is Unix ms.
 */
export function staleSummaries({ index, data, wanted, now }: Known): { data: Made[]; index: Made[] } {
  const newest = new Map<string, number>();
  for (const one of index) newest.set(dayOf(one), Math.max(one.made, newest.get(dayOf(one)) ?? 0));
  const isOlder = (made: number, ms: number): boolean => made / 1_000 < now - ms;
  const isDropped = ({ day, made }: Made): boolean => made < (newest.get(`:${day}`) ?? 0);
  const isPassed = (one: Made): boolean => {
    const last = newest.get(dayOf(one)) ?? 0;
    return one.made !== last && isOlder(one.made, orphanMs) && isOlder(last, inUseMs);
  };
  return {
    data: data.filter((one) => isDropped(one) || isPassed(one)),
    index: index.filter((one) =>
      // A drop is told until nothing that was begun before it can come.
      one.property === ''
        ? isOlder(one.made, dayMs)
        : isDropped(one) || isPassed(one) || !wanted.includes(one.property),
    ),
  };
}
