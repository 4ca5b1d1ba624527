import { viewHref, withoutFilter, withView, type ViewPlace } from '@/lib/dashboards/view/view-links';
import { FilterList } from './filter-list';

/** The filters of a view. */
export function FilterChips({ place }: { place: ViewPlace }) {
  return (
    <FilterList
      filters={place.view.filters}
      hrefWithout={(filter) => viewHref(withoutFilter(place, filter))}
      clearHref={viewHref(withView(place, { filters: [] }))}
    />
  );
}
