import type { TrendData, TrendSeries } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import type { TrendSpec } from '@/lib/model/query-spec';
import { nextBucket } from '@/lib/time/bucket';
import type { Grain } from '@/lib/time/grain';
import { groupName, measureLabel, seriesLabel } from './labels';
import { isZeroWhenEmpty } from './measure';
import { neededBuckets, type TrendPlan } from './plan';
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

/** The first of the buckets that can still grow at `now`; undefined when all are closed. */
export function openFromOf(
  buckets: readonly number[],
  of: { grain: Grain; zone: string; now: number },
): number | undefined {
  let index = buckets.length - 1;
  while (index >= 0 && nextBucket(buckets[index] ?? 0, of.grain, of.zone) > of.now) index -= 1;
  return buckets[index + 1];
}

/**
 * A trend as the engine answered it: every measure, hidden ones too, without formulas and transforms. The first `lead`
 * buckets lie before the range, for moving averages to be whole from the first shown one.
 */
export type TrendBase = TrendData & { lead: number };

export type TrendParts = { plan: TrendPlan; groups: readonly TrendGroup[]; values: BucketValues };

/** All buckets of the window and its lead for each group and measure; gaps are 0 for counts and null for the rest. */
export function shapeTrend(spec: TrendSpec, parts: TrendParts, now: number): TrendBase {
  const { plan } = parts;
  const openFrom = openFromOf(plan.buckets, { grain: plan.grain, zone: spec.timezone, now });
  return {
    kind: 'trend',
    grain: plan.grain,
    buckets: neededBuckets(plan).current,
    lead: plan.lead.length,
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
  const { current, previous } = neededBuckets(plan);
  return {
    key: isGrouped ? `${index}:${id}` : String(index),
    label: seriesLabel(measure === undefined ? '' : measureLabel(measure), {
      group: groupName(spec.by, group),
      isOnly: spec.measures.length === 1,
    }),
    measure: index,
    group: group.group,
    ...(group.isOther ? { isOther: true } : {}),
    values: current.map(at),
    ...(previous === undefined
      ? {}
      : {
          previous: current.map((_, position) => (previous[position] === undefined ? null : at(previous[position]))),
        }),
  };
}
