import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Source } from '@/lib/model/source';
import { grainMs } from '@/lib/time/bucket';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import type { Range } from '@/lib/time/range';

const quarterMs = 15 * minuteMs;
/** Below this there is not enough to save for a second table to be read. */
const leastQuartersMs = 6 * hourMs;
export const leastDaysMs = 4 * dayMs;
/** Since then the clocks of every zone differ by whole quarter hours; Liberia's was the last that did not, until 1972. */
const quarterClocksSince = Date.UTC(1980, 0, 1);

/** The rollup knows the name, the minute and the numbers of `value`; nothing else of an event. */
export function isCoveredByRollup(spec: QuerySpec): boolean {
  if (!isSummed(spec)) return false;
  return (
    byOf(spec).every((field) => field === 'name') &&
    spec.where.every(isOnName) &&
    measuresOf(spec).every(isMeasureCovered)
  );
}

export type Summed = Extract<QuerySpec, { kind: 'total' | 'trend' | 'breakdown' | 'heatmap' }>;
export const isSummed = (spec: QuerySpec): spec is Summed =>
  ['total', 'trend', 'breakdown', 'heatmap'].includes(spec.kind);
export const byOf = (spec: Summed): readonly string[] => ('by' in spec ? spec.by : []);
export const measuresOf = (spec: Summed): readonly Measure[] => ('measures' in spec ? spec.measures : [spec.measure]);

/**
 * The widest rollup that has the numbers of a covered question: quarter hours (`quarters`, or `totals` when no name matters) where
 * the range is long enough and buckets begin on them. What of a range lies outside of whole quarters is read by the minute.
 */
export function rollupFor(
  spec: QuerySpec,
  of: { ranges: readonly Range[]; grain?: Grain; starts?: readonly number[] },
): Exclude<Source, 'events' | 'summaries'> {
  const { ranges, grain, starts = [] } = of;
  const isWide =
    ranges.every(({ from, to }) => from >= quarterClocksSince && to - from >= leastQuartersMs) &&
    (grain === undefined || grainMs[grain] >= quarterMs) &&
    starts.every((start) => start % quarterMs === 0);
  if (!isWide || !isSummed(spec)) return 'rollup';
  if (looksAtNames(spec)) return 'quarters';
  // Hours of a day are all that a heat map looks at.
  const isLong = spec.kind !== 'heatmap' && ranges.every(({ from, to }) => to - from >= leastDaysMs);
  return isLong && starts.every((start) => start % dayMs === 0) ? 'days' : 'totals';
}

const looksAtNames = (spec: Summed): boolean =>
  spec.where.length > 0 ||
  byOf(spec).length > 0 ||
  measuresOf(spec).some(({ event, where }) => event !== undefined || (where ?? []).length > 0);

function isMeasureCovered(measure: Measure): boolean {
  return (measure.of === undefined || measure.of === 'value') && (measure.where ?? []).every(isOnName);
}

export function isOnName(filter: Filter): boolean {
  if (Array.isArray(filter)) return filter[0] === 'name';
  if ('or' in filter) return filter.or.every(isOnName);
  if ('and' in filter) return filter.and.every(isOnName);
  return isOnName(filter.not);
}
