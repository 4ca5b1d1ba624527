import type { Condition } from '@/lib/model/filter';
import type { Compare, RangeSpec } from '@/lib/model/query-range';
import { grainMs, maxBuckets } from '@/lib/time/bucket';
import { grains, type Grain } from '@/lib/time/grain';
import { filterText } from './filter-text';
import { rangeWidthMs } from './range-presets';

// Kept apart from the reading of views, so that the browser gets no schemas with it.

/** What a person looks at: everything that the URL says about a dashboard. */
export type View = { range: RangeSpec; grain: Grain | 'auto'; compare: Compare | 'none'; filters: Condition[] };

export const defaultView: View = { range: { last: '24h' }, grain: 'auto', compare: 'previous', filters: [] };

/** The grains that draw at least one and at most `maxBuckets` points over a range. */
export function fittingGrains(range: RangeSpec): Grain[] {
  const width = rangeWidthMs(range);
  return grains.filter((grain) => width / grainMs[grain] <= maxBuckets && width >= grainMs[grain]);
}

/** The view as URL parameters, defaults left out, in a fixed order, so that equal views have equal links. */
export function viewParams(view: View): URLSearchParams {
  const params = new URLSearchParams();
  if ('from' in view.range) {
    params.set('from', view.range.from);
    params.set('to', view.range.to);
  } else if (!('last' in defaultView.range) || view.range.last !== defaultView.range.last)
    params.set('range', view.range.last);
  if (view.grain !== defaultView.grain) params.set('grain', view.grain);
  if (view.compare !== defaultView.compare) params.set('compare', view.compare);
  for (const filter of view.filters) params.append('filter', filterText(filter));
  return params;
}
