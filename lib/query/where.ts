import type { Filter } from '@/lib/model/filter';
import type { Binder } from './binder';
import { conditionOf } from './condition';

/** All filters together as one expression that is 0 or 1, never null; undefined when there is none. */
export function whereOf(filters: readonly Filter[], binder: Binder): string | undefined {
  if (filters.length === 0) return undefined;
  return filters.map((filter) => filterOf(filter, binder)).join(' AND ');
}

function filterOf(filter: Filter, binder: Binder): string {
  if (Array.isArray(filter)) return conditionOf(filter, binder);
  if ('or' in filter) return `(${filter.or.map((inner) => filterOf(inner, binder)).join(' OR ')})`;
  if ('and' in filter) return `(${filter.and.map((inner) => filterOf(inner, binder)).join(' AND ')})`;
  return `NOT (${filterOf(filter.not, binder)})`;
}
