import { askAs } from '@/lib/dashboards/explore/ask-as';
import { exploreKinds, type ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { rangeHref } from '@/lib/dashboards/view/range-href';
import { startSpec } from '@/lib/dashboards/explore/start-spec';
import { querySpecSchema } from '@/lib/model/query-spec';

const hints = { events: ['view', 'buy'] };
const trend = querySpecSchema.parse({
  kind: 'trend',
  measures: [{ agg: 'p95', of: 'value', event: 'buy', where: [['value', '>', 1]] }],
  where: [['properties.country', '=', 'DE']],
  by: ['properties.plan'],
  range: { last: '7d' },
  timezone: 'Europe/Berlin',
}) as Extract<ExploreSpec, { kind: 'trend' }>;

describe('asking the same in another kind', () => {
  it.each(exploreKinds)('gives a valid question of kind %s with the same range, clock and filters', (kind) => {
    const asked = askAs(trend, { kind, hints });
    expect(querySpecSchema.parse(asked)).toEqual(asked);
    expect(asked).toMatchObject({ kind, range: trend.range, timezone: trend.timezone });
    expect(asked.where).toContainEqual(['properties.country', '=', 'DE']);
  });

  it.each(exploreKinds)('comes back from %s to the event that it was about', (kind) => {
    const back = askAs(askAs(trend, { kind, hints }), { kind: 'trend', hints });
    expect(back).toMatchObject({ measures: [{ event: 'buy' }], where: trend.where });
  });

  it('takes up again what a kind had of its own, with the filters of now', () => {
    const earlier = startSpec('funnel', { events: ['a', 'b', 'c'], range: { last: '1h' }, timezone: 'UTC' });
    const asked = askAs(trend, { kind: 'funnel', hints, earlier });
    expect(asked).toMatchObject({ steps: [{ event: 'a' }, { event: 'b' }], range: trend.range, where: trend.where });
  });
});

describe('the same page with another range', () => {
  it.each([
    ['/overview', 'workspace=main&from=a&to=b', '7d', '/overview?workspace=main&range=7d'],
    ['/dashboards/abc', 'var-x=1', '6h', '/dashboards/abc?var-x=1&from=now-6h&to=now'],
    ['/dashboards/abc', '', 'today', '/dashboards/abc?from=now%2Fd&to=now'],
    ['/settings', '', '7d', null],
    ['/explore', '', '7d', null],
  ])('%s?%s over %s', (path, search, last, href) => {
    expect(rangeHref(path, search, last)).toBe(href);
  });

  it('keeps the question of Explore', () => {
    const href = rangeHref('/explore', new URLSearchParams({ q: JSON.stringify(trend) }).toString(), '1h') ?? '';
    const q = new URL(href, 'http://portal.test').searchParams.get('q') ?? '';
    expect(JSON.parse(q)).toEqual({ ...trend, range: { last: '1h' } });
  });
});
