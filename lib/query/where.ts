import type { Filter } from '@/lib/model/filter';
import type { Binder } from './binder';
import { conditionOf } from './condition';
import { stable } from './spec-key';

/** All filters together as one expression that is 0 or 1, never null; undefined when there is none. */
export function whereOf(filters: readonly Filter[], binder: Binder): string | undefined {
  if (filters.length === 0) return undefined;
  return filters.map((filter) => summarisedFilter(filter, binder) ?? filterOf(filter, binder)).join(' AND ');
}

/** A filter that the summary knows is a bit of its number. */
function summarisedFilter(filter: Filter, { summarised }: Binder): string | undefined {
  if (summarised === undefined || summarised.conditions.length === 0) return undefined;
  const text = stable(filter);
  const index = summarised.conditions.findIndex((one) => stable(one) === text);
  return index < 0 ? undefined : `bitTest(toUInt8(assumeNotNull(number)), ${index})`;
}

/** One filter as an expression that is 0 or 1, never null. */
export function filterOf(filter: Filter, binder: Binder): string {
  if (Array.isArray(filter)) return conditionOf(filter, binder);
  if ('or' in filter) return `(${filter.or.map((inner) => filterOf(inner, binder)).join(' OR ')})`;
  if ('and' in filter) return `(${filter.and.map((inner) => filterOf(inner, binder)).join(' AND ')})`;
  return `NOT (${filterOf(filter.not, binder)})`;
}
