import { autoGrain, bucketsBefore, bucketsOf, bucketStart, grainMs, nextBucket } from '@/lib/time/bucket';
import { minuteMs } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import { comparisonRange, comparisonStart, resolveRange, type Range, type ResolvedRange } from '@/lib/time/range';
import { leadOf } from '@/lib/model/measure';
import type { Source } from '@/lib/model/source';
import type { QuerySpec, TrendSpec } from '@/lib/model/query-spec';
import type { SummaryKey } from '@/lib/model/summary-key';
import { wholePeriods } from './retention-periods';
import { isCoveredByRollup, rollupFor } from './source';

/** Where the numbers come from and over which instants; everything that depends on the time of asking. */
export type Plan = { source: Source; range: ResolvedRange; previous?: Range; summary?: Summary };
/**
 * The days (UTC) that are summarised and as whole as the events, with the number under which each was made; `rest` is what the other
 * days are read from.
 */
export type Summary = { key: SummaryKey; days: readonly { day: number; made: number }[]; rest: Source };
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
  const source = isCoveredByRollup(spec) && ranges.every(isOnMinutes) ? rollupFor(spec, { ranges }) : 'events';
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
  const rest = withLead(spec, grain, [buckets, earlierPart(spec, { ...window, asked: resolved })]);
  const starts = [...(rest.previousLead ?? []), ...(rest.previousBuckets ?? []), ...rest.lead, ...buckets];
  const source = isRollup ? rollupFor(spec, { ranges: [range], grain, starts }) : 'events';
  return { source, ...window, ...rest };
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

type Window = { grain: Grain; buckets: number[]; range: Range; asked: Range };

/**
 * As many buckets of the earlier period as the window has, the first with the first. The period is earlier by the length that
 * was asked for and not by that of the window, which has the open bucket more: so a time of day stands beside the same one.
 */
function previousOf(spec: TrendSpec, { grain, buckets, range, asked }: Window): number[] {
  const { timezone: zone, compare = 'previous' } = spec;
  const first = comparisonStart(range.from, { range: asked, input: spec.range, compare, zone });
  const starts: number[] = [];
  for (
    let start = bucketStart(first, grain, zone);
    starts.length < buckets.length;
    start = nextBucket(start, grain, zone)
  )
    starts.push(start);
  return starts;
}

export const isOnMinutes = (range: Range): boolean => range.from % minuteMs === 0 && range.to % minuteMs === 0;
