import type { Condition, Scalar } from '@/lib/model/filter';
import { filterText } from './filter-text';
import { fittingGrains, viewParams, type View } from './view';

/** A page in a view: the path, the workspace it is about, and what is looked at there. */
export type ViewPlace = { path: string; workspace: string; view: View };

/** The link to a place. Colons and commas stay readable; both are allowed in a query. */
export function viewHref({ path, workspace, view }: ViewPlace): string {
  const params = new URLSearchParams({ workspace });
  for (const [name, value] of viewParams(view)) params.append(name, value);
  return `${path}?${params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}

/** The same place with part of the view changed; a grain that no longer fits the range falls back to automatic. */
export function withView(place: ViewPlace, change: Partial<View>): ViewPlace {
  const view = { ...place.view, ...change };
  const isFitting = view.grain === 'auto' || fittingGrains(view.range).includes(view.grain);
  return { ...place, view: isFitting ? view : { ...view, grain: 'auto' } };
}

/** Adds the filter, or takes it away when it is there; another `=` on the same field is replaced, not joined. */
export function toggleFilter(place: ViewPlace, filter: Condition): ViewPlace {
  const text = filterText(filter);
  const { filters } = place.view;
  if (filters.some((known) => filterText(known) === text)) return withoutFilter(place, filter);
  const kept = filters.filter((known) => !(known[0] === filter[0] && isEquality(known) && isEquality(filter)));
  return withView(place, { filters: [...kept, filter] });
}

const isEquality = ([, operator]: Condition): boolean => operator === '=' || operator === 'not exists';

export function withoutFilter(place: ViewPlace, filter: Condition): ViewPlace {
  const text = filterText(filter);
  return withView(place, { filters: place.view.filters.filter((known) => filterText(known) !== text) });
}

/** The filter that keeps one group of a breakdown; `null` is the group of events without the field. */
export function groupFilter(field: string, group: Scalar | null): Condition {
  return group === null ? [field, 'not exists'] : [field, '=', group];
}
