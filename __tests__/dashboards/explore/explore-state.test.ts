import { compactSpec, withDefaults } from '@/lib/dashboards/explore/explore-defaults';
import { exploreKinds, type ExploreSpec, type Question } from '@/lib/dashboards/explore/explore-kinds';
import { questionHref, readOwnHref } from '@/lib/dashboards/explore/explore-href';
import { parseExplore } from '@/lib/dashboards/explore/explore-state';
import { startSpec } from '@/lib/dashboards/explore/start-spec';
import { querySpecSchema } from '@/lib/model/query-spec';

const hints = { events: ['departure', 'arrival'], range: { last: '24h' }, timezone: 'America/New_York' };
const fallback = (kind: ExploreSpec['kind']): ExploreSpec => startSpec(kind, hints);
const read = (q: unknown, rest: Record<string, string> = {}) =>
  parseExplore({ q: typeof q === 'string' ? q : JSON.stringify(q), ...rest }, fallback);
const count = { agg: 'count', event: 'departure' };
const trend = { kind: 'trend', measures: [count], range: { last: '7d' }, timezone: 'UTC' };

describe('a link to a question', () => {
  it('without a question says nothing, and that is no fault', () => {
    expect(parseExplore({}, fallback)).toEqual({ question: null, origin: {}, faults: [] });
  });

  it('gives the question with what goes without saying filled in', () => {
    const { question, faults } = read(trend, { chart: 'area', unit: 'minutes', title: 'Flights', live: 'off' });
    expect(faults).toEqual([]);
    expect(question).toEqual({
      spec: querySpecSchema.parse(trend),
      chart: 'area',
      unit: 'minutes',
      title: 'Flights',
      isLive: false,
    });
  });

  it.each([
    ['cut off', '{"kind":"trend","measures":[{"agg'],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
  ])('that is %s is named and leaves nothing', (_, q) => {
    const { question, faults } = read(q);
    expect(question).toBeNull();
    expect(faults).toHaveLength(1);
    expect(faults[0]?.reason).toContain('no question');
  });

  it.each([
    ['an unknown field in a filter', { where: [['colour', '=', 'red']] }, 'where.0.0', { where: [] }],
    ['a wrong range', { range: { last: 'nonsense' } }, 'range', { range: { last: '24h' } }],
    ['an unknown key', { colour: 'red' }, 'Unrecognized key', {}],
    ['a wrong grain', { grain: '3m' }, 'grain', { grain: 'auto' }],
    ['an unknown timezone', { timezone: 'Mars/Olympus' }, 'timezone', { timezone: 'America/New_York' }],
    ['too many groups', { top: 5_000 }, 'top', { top: 10 }],
    ['a field that is none to split by', { by: ['nope', 'properties.origin'] }, 'by.0', { by: ['properties.origin'] }],
    [
      'one broken measure of two',
      { measures: [{ agg: 'median' }, { agg: 'users' }] },
      'measures.0',
      { measures: [{ agg: 'users' }] },
    ],
    [
      'a broken filter of a measure',
      { measures: [{ ...count, where: [['value', '>', 3], 'x'] }] },
      'measures.0.where.1',
      { measures: [{ ...count, where: [['value', '>', 3]] }] },
    ],
  ])('keeps the rest beside %s', (_, change, named, kept) => {
    const { question, faults } = read({ ...trend, ...change });
    const { colour: __, ...known } = { colour: '', ...trend, ...kept };
    expect(question?.spec).toEqual(querySpecSchema.parse(known));
    expect(faults).toHaveLength(1);
    expect(`${faults[0]?.value} ${faults[0]?.reason}`).toContain(named);
  });

  it('of a kind that is not known becomes a trend of the same range and filters', () => {
    const where = [['properties.origin', '=', 'ATL']];
    const { question, faults } = read({ ...trend, kind: 'sankey', where });
    expect(question?.spec).toMatchObject({ kind: 'trend', measures: [count], where, range: { last: '7d' } });
    expect(faults[0]).toMatchObject({ param: 'kind', value: 'sankey' });
  });

  it('for what moved becomes the trend that it was asked from', () => {
    const focus = { from: '2026-05-01T00:00:00Z', to: '2026-05-01T01:00:00Z' };
    const { question } = read({ kind: 'drivers', measure: count, focus, range: { last: '7d' } });
    expect(question?.spec).toMatchObject({ kind: 'trend', measures: [count], range: { last: '7d' } });
  });

  it('of one step gets the steps of a first funnel', () => {
    const { question, faults } = read({ kind: 'funnel', steps: [{ event: 'departure' }], range: { last: '7d' } });
    expect(question?.spec).toMatchObject({
      steps: [{ event: 'departure' }, { event: 'arrival' }],
      range: { last: '7d' },
    });
    expect(faults[0]?.reason).toContain('at least two steps');
  });

  it('refuses a chart that does not fit and a unit that is none', () => {
    const { question, faults } = read(trend, { chart: 'funnel', unit: 'parsec' });
    expect(question).toMatchObject({ chart: undefined, unit: undefined });
    expect(faults.map(({ param }) => param)).toEqual(['chart', 'unit']);
  });

  it('that is a statement is handed on', () => {
    expect(read({ kind: 'sql', sql: 'SELECT 1' })).toMatchObject({ question: null, sql: 'SELECT 1', faults: [] });
  });

  it('knows where it comes from', () => {
    expect(read(trend, { board: 'b1', panel: 'p1', saved: 'bad id' }).origin).toEqual({ board: 'b1', panel: 'p1' });
  });

  it.each(['{"kind":"trend","where":' + '['.repeat(60) + ']'.repeat(60) + '}', '{"kind":"trend","measures":{}}', '{}'])(
    'never throws: %s',
    (q) => {
      expect(read(q).question?.spec.kind ?? 'trend').toBe('trend');
    },
  );
});

describe('the link that the page writes', () => {
  it.each(exploreKinds)('holds a question of kind %s as the schemas read it', (kind) => {
    const spec = startSpec(kind, hints);
    expect(withDefaults(spec)).toEqual(querySpecSchema.parse(spec));
    expect(withDefaults(compactSpec(spec))).toEqual(spec);
  });

  it.each(exploreKinds)('is read alike in the browser and on the server (%s)', (kind) => {
    const question: Question = {
      spec: startSpec(kind, hints),
      chart: undefined,
      unit: 'minutes',
      title: 'A & B: 100 %',
      isLive: false,
    };
    const href = questionHref({ workspace: 'sample', question });
    const params = new URL(href, 'http://portal.test').searchParams;
    expect(readOwnHref(params.toString())).toEqual(question);
    expect(parseExplore(Object.fromEntries(params), fallback)).toEqual({ question, origin: {}, faults: [] });
  });
});
