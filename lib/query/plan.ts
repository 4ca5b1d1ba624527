import { autoGrain, bucketsBefore, bucketsOf, bucketStart, grainMs, nextBucket } from '@/lib/time/bucket';
import { minuteMs, parseDuration } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import { comparisonRange, resolveRange, type Range, type ResolvedRange } from '@/lib/time/range';
import { addDays } from '@/lib/time/zone';
import type { Filter } from '@/lib/model/filter';
import { leadOf, type Measure } from '@/lib/model/measure';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import { wholePeriods } from './retention-periods';

export type Source = 'events' | 'rollup';

/** Where the numbers come from and over which instants; everything that depends on the time of asking. */
export type Plan = { source: Source; range: ResolvedRange; previous?: Range };
/** `lead` are the buckets before the window, and `previousLead` as many before the earlier one, that moving averages reach back to. */
export type TrendPlan = Plan & {
  grain: Grain;
  buckets: number[];
  lead: number[];
  previousBuckets?: number[];
  previousLead?: number[];
};

/** Every bucket whose numbers are needed, of the window and of the period compared with, each with its lead. */
export const neededBuckets = (plan: TrendPlan): { current: number[]; previous: number[] | undefined } => ({
  current: [...plan.lead, ...plan.buckets],
  previous: plan.previousBuckets && [...(plan.previousLead ?? []), ...plan.previousBuckets],
});

/** What those buckets span, Unix ms. */
export function neededRanges(plan: Plan | TrendPlan): Range[] {
  const lead = 'lead' in plan ? plan.lead[0] : undefined;
  const previousLead = 'lead' in plan ? plan.previousLead?.[0] : undefined;
  const { range, previous } = plan;
  const ranges: Range[] = [{ from: lead ?? range.from, to: range.to }];
  if (previous !== undefined) ranges.push({ from: previousLead ?? previous.from, to: previous.to });
  return ranges;
}

/** Throws AppError invalid_input for a range that cannot be. */
export function planOf(spec: QuerySpec, now: number): Plan {
  const resolved = resolveRange(spec.range, spec.timezone, now);
  const range = spec.kind === 'retention' ? wholePeriods(spec, resolved) : resolved;
  const compare = 'compare' in spec ? spec.compare : undefined;
  const previous =
    compare === undefined ? undefined : comparisonRange(range, spec.range, { compare, zone: spec.timezone });
  const ranges = previous === undefined ? [range] : [range, previous];
  const source = isCoveredByRollup(spec) && ranges.every(isOnMinutes) ? 'rollup' : 'events';
  return { source, range, ...(previous === undefined ? {} : { previous }) };
}

/**
 * A trend's window is whole buckets: it starts at the bucket that holds the start of the range, and a range that ends now
 * takes the open bucket to its end. So it stands still until the next bucket begins. Absolute ranges are clipped at their end.
 * Throws AppError invalid_input for more than 1,500 buckets.
 */
export function trendPlanOf(spec: TrendSpec, now: number): TrendPlan {
  const resolved = resolveRange(spec.range, spec.timezone, now);
  const grain = spec.grain === 'auto' ? autoGrain(resolved.to - resolved.from) : spec.grain;
  const isRelative = 'last' in spec.range;
  // `to` was widened to a whole step; without taking that back a range that ends on a boundary would get an empty bucket more.
  const to = isRelative && resolved.isOpen ? now + 1 : resolved.to;
  const buckets = bucketsOf({ from: resolved.from, to }, grain, spec.timezone);
  const first = buckets[0] ?? resolved.from;
  const last = buckets[buckets.length - 1] ?? first;
  const end = nextBucket(last, grain, spec.timezone);
  const range = { from: first, to: isRelative ? end : Math.min(end, resolved.to), isOpen: resolved.isOpen };
  const isRollup = isCoveredByRollup(spec) && grainMs[grain] >= minuteMs && isOnMinutes(range);
  const window = { grain, buckets, range };
  return {
    source: isRollup ? 'rollup' : 'events',
    ...window,
    ...withLead(spec, grain, [buckets, earlierPart(spec, window)]),
  };
}

/** As many buckets before both windows as the widest moving average needs, the same number so that they stay side by side. */
function withLead(
  spec: TrendSpec,
  grain: Grain,
  [buckets, earlier]: [number[], Pick<TrendPlan, 'previous' | 'previousBuckets'>],
): Pick<TrendPlan, 'lead' | 'previous' | 'previousBuckets' | 'previousLead'> {
  const before = (starts: readonly number[] | undefined): number[] =>
    starts?.[0] === undefined
      ? []
      : bucketsBefore(starts[0], leadOf([...spec.measures, ...spec.formulas]), { grain, zone: spec.timezone });
  const lead = before(buckets);
  if (earlier.previousBuckets === undefined) return { lead };
  const previousLead = before(earlier.previousBuckets);
  const count = Math.min(lead.length, previousLead.length);
  return {
    ...earlier,
    lead: lead.slice(lead.length - count),
    previousLead: previousLead.slice(previousLead.length - count),
  };
}

function earlierPart(spec: TrendSpec, of: Window): Pick<TrendPlan, 'previous' | 'previousBuckets'> {
  if (spec.compare === undefined) return {};
  const previousBuckets = previousOf(spec, of);
  const [first] = previousBuckets;
  const last = previousBuckets[previousBuckets.length - 1];
  if (first === undefined || last === undefined) return {};
  return { previousBuckets, previous: { from: first, to: nextBucket(last, of.grain, spec.timezone) } };
}

type Window = { grain: Grain; buckets: number[]; range: Range };

/**
 * As many buckets of the earlier period as the window has, the first with the first. A range like `7d` is set against the
 * same times seven days before, although whole buckets make its window a little longer: days then lie upon days.
 */
function previousOf(spec: TrendSpec, of: Window): number[] {
  const compare = spec.compare ?? 'previous';
  const count = of.buckets.length;
  const same = compare === 'previous' ? sameTimeBefore(spec, of.range.from) : undefined;
  if (same !== undefined) return bucketsFrom(same, count, { grain: of.grain, zone: spec.timezone });
  const whole = {
    from: of.range.from,
    to: nextBucket(of.buckets[count - 1] ?? of.range.from, of.grain, spec.timezone),
  };
  const earlier = comparisonRange(whole, spec.range, { compare, zone: spec.timezone });
  const isAdjacent = earlier.to === whole.from;
  // Days and months differ in length, so an adjacent period is counted back in buckets, with room for the longest.
  const from = isAdjacent ? whole.from - (count + 1) * grainMs[of.grain] * 1.1 - 2 * grainMs['6h'] : earlier.from;
  const to = isAdjacent ? whole.from : Math.max(earlier.to, earlier.from + (count + 1) * grainMs[of.grain] * 1.1);
  const starts = [];
  const first = bucketsOf({ from, to: from + 1 }, of.grain, spec.timezone)[0] ?? from;
  for (let start = first; start < to; start = nextBucket(start, of.grain, spec.timezone)) starts.push(start);
  return isAdjacent ? starts.slice(-count) : starts.slice(0, count);
}

/** An instant one length of a relative range earlier; undefined for absolute and named ranges. */
function sameTimeBefore({ range, timezone }: TrendSpec, instant: number): number | undefined {
  const length = 'last' in range ? parseDuration(range.last) : null;
  if (length === null) return undefined;
  if (length.unit !== 'd' && length.unit !== 'w') return instant - length.ms;
  return addDays(timezone, instant, -length.count * (length.unit === 'w' ? 7 : 1));
}

function bucketsFrom(instant: number, count: number, { grain, zone }: { grain: Grain; zone: string }): number[] {
  const starts: number[] = [];
  for (let at = bucketStart(instant, grain, zone); starts.length < count; at = nextBucket(at, grain, zone))
    starts.push(at);
  return starts;
}

const isOnMinutes = (range: Range): boolean => range.from % minuteMs === 0 && range.to % minuteMs === 0;

/** The rollup knows the name, the minute and the numbers of `value`; nothing else of an event. */
export function isCoveredByRollup(spec: QuerySpec): boolean {
  if (spec.kind !== 'total' && spec.kind !== 'trend' && spec.kind !== 'breakdown' && spec.kind !== 'heatmap')
    return false;
  const by = 'by' in spec ? spec.by : [];
  const measures = 'measures' in spec ? spec.measures : [spec.measure];
  return by.every((field) => field === 'name') && spec.where.every(isOnName) && measures.every(isMeasureCovered);
}

function isMeasureCovered(measure: Measure): boolean {
  return (measure.of === undefined || measure.of === 'value') && (measure.where ?? []).every(isOnName);
}

function isOnName(filter: Filter): boolean {
  if (Array.isArray(filter)) return filter[0] === 'name';
  if ('or' in filter) return filter.or.every(isOnName);
  if ('and' in filter) return filter.and.every(isOnName);
  return isOnName(filter.not);
}
