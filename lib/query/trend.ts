import type { GroupKey, TrendData, TrendSeries, Value } from '@/lib/model/answer';
import type { TrendSpec } from '@/lib/model/query-spec';
import { nextBucket } from '@/lib/time/bucket';
import { groupLabel, seriesLabel } from './labels';
import { isZeroWhenEmpty } from './measure';
import type { TrendPlan } from './plan';
import { groupOf, numberIn, valueOf, type Row } from './shape';

/** A group that is drawn: one of the leading ones, all the others, or the only one of a question without dimensions. */
export type TrendGroup = { group: GroupKey; isOther: boolean };

/** The values of a trend: per bucket and group one per measure. Buckets without events are absent; the shape fills them. */
export type BucketValues = Map<number, Map<string, Value[]>>;

export const groupId = (group: TrendGroup): string => (group.isOther ? 'other' : JSON.stringify(group.group));

type At = { plan: TrendPlan; now: number };

/** The engine's rows as values; rates are divided by what has passed of their bucket. */
export function bucketValuesOf(spec: TrendSpec, rows: readonly Row[], at: At): BucketValues {
  const buckets: BucketValues = new Map();
  for (const row of rows) {
    const start = (numberIn(row, 'b') ?? 0) * 1_000;
    const elapsedMs = elapsedOf(start, spec.timezone, at);
    const groups = buckets.get(start) ?? new Map<string, Value[]>();
    buckets.set(start, groups);
    groups.set(
      groupId({ group: groupOf(row, spec.by.length), isOther: numberIn(row, 'o') === 1 }),
      spec.measures.map((measure, index) => valueOf(measure, numberIn(row, `m${index}`), elapsedMs)),
    );
  }
  return buckets;
}

function elapsedOf(start: number, zone: string, { plan, now }: At): number {
  const end = nextBucket(start, plan.grain, zone);
  const isCut = start < plan.range.to && plan.range.to < end;
  return Math.max(1_000, Math.min(isCut ? plan.range.to : end, now) - start);
}

/** The first bucket that can still grow at `now`; undefined when all are closed. */
export function openFromOf(plan: TrendPlan, zone: string, now: number): number | undefined {
  const last = plan.buckets.length - 1;
  let index = last;
  while (index >= 0 && nextBucket(plan.buckets[index] ?? 0, plan.grain, zone) > now) index -= 1;
  return plan.buckets[index + 1];
}

export type TrendParts = { plan: TrendPlan; groups: readonly TrendGroup[]; values: BucketValues };

/** All buckets of the window for each group and measure; gaps are 0 for counts and null for the rest. */
export function shapeTrend(spec: TrendSpec, parts: TrendParts, now: number): TrendData {
  const { plan } = parts;
  const openFrom = openFromOf(plan, spec.timezone, now);
  return {
    kind: 'trend',
    grain: plan.grain,
    buckets: plan.buckets,
    series: parts.groups.flatMap((group) => spec.measures.map((_, index) => seriesOf(spec, parts, { group, index }))),
    ...(openFrom === undefined ? {} : { openFrom }),
  };
}

function seriesOf(
  spec: TrendSpec,
  { plan, values }: TrendParts,
  of: { group: TrendGroup; index: number },
): TrendSeries {
  const { group, index } = of;
  const id = groupId(group);
  const measure = spec.measures[index];
  const empty = measure !== undefined && isZeroWhenEmpty(measure) ? 0 : null;
  const at = (start: number): Value => values.get(start)?.get(id)?.[index] ?? empty;
  const isGrouped = spec.by.length > 0;
  const { previousBuckets } = plan;
  return {
    key: isGrouped ? `${index}:${id}` : String(index),
    label: seriesLabel(
      spec.measures,
      index,
      isGrouped ? (group.isOther ? 'Other' : groupLabel(group.group)) : undefined,
    ),
    measure: index,
    group: group.group,
    ...(group.isOther ? { isOther: true } : {}),
    values: plan.buckets.map(at),
    ...(previousBuckets === undefined
      ? {}
      : {
          previous: plan.buckets.map((_, position) =>
            previousBuckets[position] === undefined ? null : at(previousBuckets[position]),
          ),
        }),
  };
}
