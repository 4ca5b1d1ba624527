import type { Filter } from '@/lib/model/filter';

// Raw events and distributions name their event in a filter; the builder shows it as the event that it is.

const isNamed = (filter: Filter): boolean => Array.isArray(filter) && filter[0] === 'name' && filter[1] === '=';

/** The event that a list of filters keeps, if it keeps one by its name. */
export function eventOf(where: readonly Filter[]): string | undefined {
  const named = where.find(isNamed);
  const value = Array.isArray(named) ? named[2] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function withNamedEvent(where: readonly Filter[], event: string | undefined): Filter[] {
  return [...(event === undefined ? [] : [['name', '=', event] satisfies Filter]), ...withoutNamedEvent(where)];
}

/** The other filters: those that are shown as filters. */
export const withoutNamedEvent = (where: readonly Filter[]): Filter[] => {
  const named = where.find(isNamed);
  return where.filter((filter) => filter !== named);
};
