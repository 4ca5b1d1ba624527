import fc from 'fast-check';
import { defaultView, fittingGrains, viewParams } from '@/lib/dashboards/view/view';
import { parseView, type RawParams } from '@/lib/dashboards/view/view-state';

const read = (params: RawParams, timezone = 'UTC') => parseView(params, timezone);

describe('the view in the URL', () => {
  it('is the default when the URL says nothing', () => {
    expect(read({})).toEqual({ view: defaultView, faults: [] });
    expect(viewParams(defaultView).toString()).toBe('');
  });

  it('reads every part', () => {
    const { view, faults } = read({ range: '7d', grain: '6h', compare: 'week', filter: ['name:=:a', 'value:>:3'] });
    expect(faults).toEqual([]);
    expect(view).toEqual({
      range: { last: '7d' },
      grain: '6h',
      compare: 'week',
      filters: [
        ['name', '=', 'a'],
        ['value', '>', 3],
      ],
    });
  });

  it.each([
    ['UTC', '2026-05-01T08:00', '2026-05-01T08:00:00.000Z'],
    ['Europe/Berlin', '2026-05-01T08:00', '2026-05-01T06:00:00.000Z'],
    ['Europe/Berlin', '2026-01-01', '2025-12-31T23:00:00.000Z'],
    ['America/New_York', '2026-05-01T08:00:00Z', '2026-05-01T08:00:00.000Z'],
    ['UTC', '2026-05-01T08:00+02:00', '2026-05-01T06:00:00.000Z'],
  ])('reads a time of %s', (timezone, from, expected) => {
    const { view, faults } = read({ from, to: '2027-01-01' }, timezone);
    expect(faults).toEqual([]);
    expect(view.range).toMatchObject({ from: expected });
  });

  it.each<[string, RawParams, string]>([
    ['an unknown range', { range: 'fortnight' }, 'range'],
    ['a date that does not exist', { from: '2026-02-31', to: '2026-03-05' }, 'from'],
    ['an end without a start', { to: '2026-03-05' }, 'from'],
    ['an end before the start', { from: '2026-03-05', to: '2026-03-04' }, 'to'],
    ['an unknown grain', { grain: '2h' }, 'grain'],
    ['a grain too fine for the range', { range: '30d', grain: '1s' }, 'grain'],
    ['an unknown comparison', { compare: 'never' }, 'compare'],
    ['a filter without operator', { filter: 'name' }, 'filter'],
  ])('names %s and keeps the rest', (_, params, param) => {
    const { view, faults } = read({ compare: 'year', ...params });
    expect(faults.map((fault) => fault.param)).toEqual([param]);
    expect(faults[0]?.reason).toMatch(/\.$/);
    expect(view.range).toEqual(params.range === '30d' ? { last: '30d' } : defaultView.range);
    expect(view.compare).toBe(param === 'compare' ? defaultView.compare : 'year');
  });

  it('joins the three parts of a plain form to a filter, once', () => {
    const params = { filter: 'name:=:a', field: 'name', op: '=', value: 'a' };
    expect(read(params).view.filters).toEqual([['name', '=', 'a']]);
    expect(read({ field: 'user', op: 'exists', value: '' }).view.filters).toEqual([['user', 'exists']]);
  });

  it('takes at most 20 filters', () => {
    const { view, faults } = read({ filter: Array.from({ length: 22 }, (_, index) => `value:>:${index}`) });
    expect(view.filters).toHaveLength(20);
    expect(faults).toHaveLength(2);
  });

  it('offers only grains that can be drawn', () => {
    expect(fittingGrains({ last: '15m' })).toEqual(['1s', '10s', '1m', '5m', '15m']);
    expect(fittingGrains({ last: '90d' })).toEqual(['6h', '1d', '1w', '1M']);
  });

  it('never throws, and reads back what it writes', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('24h', '7d', '1h', 'auto', 'none', 'name:=:x', '2026-05-01T08:00', '2026-06-01'),
    );
    const params = fc.dictionary(
      fc.constantFrom('range', 'from', 'to', 'grain', 'compare', 'filter', 'field', 'op', 'value'),
      text,
    );
    fc.assert(
      fc.property(params, (given) => {
        const { view } = read(given, 'Europe/Berlin');
        const written: RawParams = {};
        for (const [name, value] of viewParams(view)) written[name] = [...[written[name] ?? []].flat(), value];
        expect(read(written, 'Europe/Berlin')).toEqual({ view, faults: [] });
      }),
    );
  });
});
