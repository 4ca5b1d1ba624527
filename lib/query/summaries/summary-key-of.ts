import type { Field, Filter } from '@/lib/model/filter';
import type { QuerySpec } from '@/lib/model/query-spec';
import { grainMs } from '@/lib/time/bucket';
import { dayMs, minuteMs } from '@/lib/time/duration';
import { mostConditions, type SummaryKey } from '@/lib/model/summary-key';
import { isProperty } from '../field';
import { neededBuckets, neededRanges, type Plan, type TrendPlan } from '../plan';
import { byOf, isOnName, isSummed, leastDaysMs, measuresOf, type Summed } from '../source';
import { sortedFilters, stable } from '../spec-key';
import { summaryKeyText } from './summary-key';

/** Every field that a filter looks at. */
export function fieldsOf(filter: Filter): Field[] {
  if (Array.isArray(filter)) return [filter[0]];
  if ('not' in filter) return fieldsOf(filter.not);
  return ('or' in filter ? filter.or : filter.and).flatMap(fieldsOf);
}

/**
 * The summaries that have the numbers of a question over whole days of a long range. For one that else reads events: those of the only
 * property that it splits or filters by besides the name, or those of its filters. For one that counts the users of days that are not
 * days of UTC, which else merges the users of all their quarter hours: those of its zone. Null when there are none.
 */
export function summaryKeyOf(spec: QuerySpec, plan: Plan | TrendPlan): SummaryKey | null {
  if (!isSummed(spec) || spec.kind === 'heatmap') return null;
  const zone = zoneOf(spec, plan);
  if (zone === undefined) return null;
  if (plan.source !== 'events')
    return zone !== null && countsUsers(spec) ? { field: null, conditions: [], zone } : null;
  if (!measuresOf(spec).every(({ of }) => of === undefined || of === 'value')) return null;
  const fields = new Set(allFields(spec));
  fields.delete('name');
  const [field] = fields;
  if (fields.size === 1 && field !== undefined && isProperty(field)) return { field, conditions: [], zone };
  const conditions = conditionsOf(spec);
  return conditions === null ? null : { field: null, conditions, zone };
}

const countsUsers = (spec: Summed): boolean => measuresOf(spec).some(({ agg }) => agg === 'users');

/** Whether the names of events matter to a question: what summaries of all names together cannot answer. */
export const isNaming = (spec: Summed): boolean =>
  measuresOf(spec).some(({ event }) => event !== undefined) || allFields(spec).includes('name');

const filtersOf = (spec: Summed): Filter[] => [...spec.where, ...measuresOf(spec).flatMap(({ where = [] }) => where)];
const allFields = (spec: Summed): Field[] => [...byOf(spec), ...filtersOf(spec).flatMap(fieldsOf)];

const longestKey = 1_000;

/** The filters of a question that splits by names at most. Who an event is of is not written into summaries, so filters on that are not. */
function conditionsOf(spec: Summed): Filter[] | null {
  if (!byOf(spec).every((field) => field === 'name')) return null;
  const filters = filtersOf(spec).filter((filter) => !isOnName(filter));
  const conditions = sortedFilters([...new Map(filters.map((filter) => [stable(filter), filter])).values()]);
  const isKnown = (field: Field): boolean => field === 'name' || field === 'value' || isProperty(field);
  if (conditions.length === 0 || conditions.length > mostConditions) return null;
  if (!conditions.flatMap(fieldsOf).every(isKnown)) return null;
  return summaryKeyText({ field: null, conditions, zone: null }).length <= longestKey ? conditions : null;
}

/**
 * Null when the question's ranges are long enough for days to count, on whole minutes, and its buckets made of days of UTC; the zone when
 * they are made of the days there; undefined when they are narrower.
 */
function zoneOf(spec: Summed, plan: Plan | TrendPlan): string | null | undefined {
  const ranges = neededRanges(plan);
  if (!ranges.every(({ from, to }) => from >= 0 && from % minuteMs === 0 && to % minuteMs === 0)) return undefined;
  if (!ranges.some(({ from, to }) => to - from >= leastDaysMs)) return undefined;
  if (!('grain' in plan) || spec.kind !== 'trend') return null;
  const { current, previous = [] } = neededBuckets(plan);
  if (grainMs[plan.grain] < dayMs) return undefined;
  return [...current, ...previous].every((start) => start % dayMs === 0) ? null : spec.timezone;
}
