import type { Value } from '@/lib/model/value';
import type { TrendSpec } from '@/lib/model/query-spec';
import { grainMs, nextBucket } from '@/lib/time/bucket';
import { hourMs } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import type { Range } from '@/lib/time/range';
import { isTouching, type Touch } from './batch-log';
import type { Asking, Computed } from './asking';
import { askBuckets, finishedTrend, rankGroups } from './compute';
import type { Entry } from './entry';
import { neededBuckets, trendPlanOf, type TrendPlan } from './plan';
import { groupId, openFromOf, type BucketValues, type TrendBase, type TrendGroup } from './trend';

/** The leading groups are those of the whole window, so they are found anew only this often, ms. */
const rankingLifeMs = 15_000;
/** Numbers of buckets that nothing is said to have touched are believed this long, ms. */
const fullLifeMs = 600_000;

/**
 * The answer from what is known of its closed buckets and one query for the rest: the open ones, those that are new in the
 * window, and those that committed batches touched. Null when all of it has to be asked.
 */
export async function refreshTrend(
  spec: TrendSpec,
  from: { last: Entry; touches: readonly Touch[] },
  asking: Asking,
): Promise<Computed | null> {
  const { last, touches } = from;
  const { base } = last;
  if (base === undefined || asking.now - last.fullAt > fullLifeMs) return null;
  // Of a clock that was put back since: which of its buckets are closed is not what it says.
  if (last.asOf > asking.now) return null;
  const plan = trendPlanOf(spec, asking.now);
  if (plan.grain !== base.grain) return null;
  if (spec.by.length > 0 && asking.now - last.fullAt > rankingLifeMs) return null;
  const known = closedValues(spec, base, last.asOf);
  const { names } = last.dependsOn;
  for (const touch of touches)
    if (isTouching(touch, { names, ranges: allTime })) forget(known, touch, { grain: plan.grain, zone: spec.timezone });
  const missing = missingRanges(spec, plan, known);
  const groups = groupsOf(spec, base) ?? (await rankGroups(spec, plan, asking));
  const values = await askBuckets(spec, { plan, groups, ranges: missing }, asking);
  for (const [start, groupValues] of known) if (!values.has(start)) values.set(start, groupValues);
  return finishedTrend(spec, { plan, groups, values }, asking.now);
}

const allTime = [{ from: 0, to: Number.MAX_SAFE_INTEGER }];

function forget(known: BucketValues, touch: Touch, by: { grain: Grain; zone: string }): void {
  // Longer than any bucket of the grain, so that the exact end is computed for few of them.
  const reach = grainMs[by.grain] * 1.1 + 2 * hourMs;
  for (const start of known.keys()) {
    if (touch.to < start || touch.from >= start + reach) continue;
    if (touch.from < nextBucket(start, by.grain, by.zone)) known.delete(start);
  }
}

/** The measures of every bucket that was closed when they were computed, of the window and of the period compared with. */
function closedValues(spec: TrendSpec, data: TrendBase, asOf: number): BucketValues {
  const plan = trendPlanOf(spec, asOf);
  const { current, previous } = neededBuckets(plan);
  const at = { grain: plan.grain, zone: spec.timezone, now: asOf };
  const openFrom = openFromOf(current, at) ?? Number.POSITIVE_INFINITY;
  const known: BucketValues = new Map();
  const put = (starts: readonly number[], field: 'values' | 'previous'): void => {
    for (const series of data.series) {
      const id = groupId({ group: series.group, isOther: series.isOther === true });
      series[field]?.forEach((value, index) => {
        const start = starts[index];
        if (start === undefined || start >= openFrom) return;
        const groups = known.get(start) ?? new Map<string, Value[]>();
        known.set(start, groups);
        const values = groups.get(id) ?? [];
        values[series.measure] = value;
        groups.set(id, values);
      });
    }
  };
  put(current, 'values');
  // A clipped last bucket of an absolute range is not a whole bucket; nothing else may take it for one.
  put(previous ?? [], 'previous');
  return known;
}

function missingRanges(spec: TrendSpec, plan: TrendPlan, known: BucketValues): Range[] {
  const { current, previous = [] } = neededBuckets(plan);
  return [...new Set([...previous, ...current])]
    .filter((start) => !known.has(start))
    .map((start) => ({ from: start, to: Math.min(nextBucket(start, plan.grain, spec.timezone), endOf(plan, start)) }));
}

/** Only the window is clipped at its end; a bucket of the earlier period is whole. */
function endOf(plan: TrendPlan, start: number): number {
  return start >= plan.range.from && start < plan.range.to ? plan.range.to : Number.POSITIVE_INFINITY;
}

function groupsOf(spec: TrendSpec, data: TrendBase): TrendGroup[] | null {
  if (spec.by.length === 0) return [{ group: [], isOther: false }];
  const groups = data.series
    .filter((series) => series.measure === 0)
    .map((series) => ({ group: series.group, isOther: series.isOther === true }));
  return groups.length === 0 ? null : groups;
}
