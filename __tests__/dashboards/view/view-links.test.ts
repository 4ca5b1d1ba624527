import {
  groupFilter,
  toggleFilter,
  viewHref,
  withoutFilter,
  withView,
  type ViewPlace,
} from '@/lib/dashboards/view/view-links';
import { defaultView } from '@/lib/dashboards/view/view';

const place: ViewPlace = { path: '/overview', workspace: 'sample', view: defaultView };
const atlanta = groupFilter('properties.origin', 'ATL');

describe('links between views', () => {
  it('name the workspace and only what differs from the default', () => {
    expect(viewHref(place)).toBe('/overview?workspace=sample');
    expect(viewHref(withView(place, { range: { last: '7d' }, filters: [atlanta] }))).toBe(
      '/overview?workspace=sample&range=7d&filter=properties.origin:%3D:ATL',
    );
  });

  it('add a filter, and take it away when it is followed again', () => {
    const filtered = toggleFilter(place, atlanta);
    expect(filtered.view.filters).toEqual([['properties.origin', '=', 'ATL']]);
    expect(toggleFilter(filtered, atlanta).view.filters).toEqual([]);
  });

  it('replace another value of the same field, because both together fit nothing', () => {
    const chicago = toggleFilter(toggleFilter(place, atlanta), groupFilter('properties.origin', 'ORD'));
    expect(chicago.view.filters).toEqual([['properties.origin', '=', 'ORD']]);
    expect(toggleFilter(chicago, groupFilter('properties.origin', null)).view.filters).toEqual([
      ['properties.origin', 'not exists'],
    ]);
  });

  it('keep other filters', () => {
    const both = toggleFilter(toggleFilter(place, ['value', '>', 15]), atlanta);
    expect(withoutFilter(both, atlanta).view.filters).toEqual([['value', '>', 15]]);
  });

  it('fall back to the automatic grain when the range no longer fits the chosen one', () => {
    const fine = withView(place, { range: { last: '15m' }, grain: '1s' });
    expect(fine.view.grain).toBe('1s');
    expect(withView(fine, { range: { last: '90d' } }).view.grain).toBe('auto');
  });
});
