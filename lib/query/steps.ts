import type { Range } from '@/lib/time/range';

/**
 * Ranges as whole steps of a width and what is left at their edges. A step in which one of the ranges begins or ends counts as an
 * edge, even where two ranges touch, so that each row of that width belongs to a range as a whole or not at all.
 */
export function inSteps(ranges: readonly Range[], stepMs: number): { whole: Range[]; edges: Range[] } {
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const whole: Range[] = [];
  const edges: Range[] = [];
  cuts.forEach((from, index) => {
    const to = cuts[index + 1];
    if (to === undefined || !ranges.some((range) => range.from <= from && range.to >= to)) return;
    const first = Math.ceil(from / stepMs) * stepMs;
    const last = Math.floor(to / stepMs) * stepMs;
    if (first >= last) return void edges.push({ from, to });
    whole.push({ from: first, to: last });
    if (from < first) edges.push({ from, to: first });
    if (last < to) edges.push({ from: last, to });
  });
  return { whole, edges };
}

/** Touching and overlapping ranges as one, ascending. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ from: range.from, to: range.to });
  }
  return merged;
}
