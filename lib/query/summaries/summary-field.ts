import type { Field, Filter } from '@/lib/model/filter';
import type { QuerySpec } from '@/lib/model/query-spec';
import { grainMs } from '@/lib/time/bucket';
import { dayMs, minuteMs } from '@/lib/time/duration';
import { isProperty } from '../field';
import { neededBuckets, neededRanges, type Plan, type TrendPlan } from '../plan';
import { byOf, isSummed, leastDaysMs, measuresOf, type Summed } from '../source';

/** Every field that a filter looks at. */
export function fieldsOf(filter: Filter): Field[] {
  if (Array.isArray(filter)) return [filter[0]];
  if ('not' in filter) return fieldsOf(filter.not);
  return ('or' in filter ? filter.or : filter.and).flatMap(fieldsOf);
}

/**
 * The property whose summaries have the numbers of a question that else reads events: the only one that it splits or filters
 * by, besides the name, in whole days (UTC) of a long range. Null when there is none.
 */
export function summaryFieldOf(spec: QuerySpec, plan: Plan | TrendPlan): Field | null {
  if (!isSummed(spec) || spec.kind === 'heatmap' || plan.source !== 'events' || !isInDays(plan)) return null;
  const fields = new Set(allFields(spec));
  fields.delete('name');
  const [field] = fields;
  const isOfValue = measuresOf(spec).every(({ of }) => of === undefined || of === 'value');
  return fields.size === 1 && field !== undefined && isProperty(field) && isOfValue ? field : null;
}

/** Whether the names of events matter to a question: what summaries of all names together cannot answer. */
export const isNaming = (spec: Summed): boolean =>
  measuresOf(spec).some(({ event }) => event !== undefined) || allFields(spec).includes('name');

const allFields = (spec: Summed): Field[] => [
  ...byOf(spec),
  ...spec.where.flatMap(fieldsOf),
  ...measuresOf(spec).flatMap(({ where = [] }) => where.flatMap(fieldsOf)),
];

/** Long enough for days to count, on whole minutes, and in buckets that are made of whole days. */
function isInDays(plan: Plan | TrendPlan): boolean {
  const ranges = neededRanges(plan);
  if (!ranges.every(({ from, to }) => from >= 0 && from % minuteMs === 0 && to % minuteMs === 0)) return false;
  if (!ranges.some(({ from, to }) => to - from >= leastDaysMs)) return false;
  if (!('grain' in plan)) return true;
  const { current, previous = [] } = neededBuckets(plan);
  return grainMs[plan.grain] >= dayMs && [...current, ...previous].every((start) => start % dayMs === 0);
}
