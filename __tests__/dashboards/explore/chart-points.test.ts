import { driversOf, eventsBehind } from '@/lib/dashboards/explore/chart-points';
import type { Filter } from '@/lib/model/filter';
import { querySpecSchema, type EventSpec, type QuerySpecInput } from '@/lib/model/query-spec';

const asked = (spec: QuerySpecInput) => querySpecSchema.parse(spec) as EventSpec;
const measure = { agg: 'p95' as const, of: 'value', event: 'buy', where: [['value', '>', 1] satisfies Filter] };
const range = { last: '7d' };
const trend = asked({
  kind: 'trend',
  measures: [measure],
  where: [['properties.country', '=', 'DE']],
  by: ['properties.plan'],
  range,
  timezone: 'Europe/Berlin',
});

describe('the events behind a point', () => {
  it('are those of its bucket, its group and its measure', () => {
    const point = { from: 0, to: 3_600_000, group: ['pro'], label: 'pro' };
    expect(eventsBehind(trend, point)).toEqual({
      kind: 'table',
      where: [
        ['name', '=', 'buy'],
        ['value', '>', 1],
        ['properties.country', '=', 'DE'],
        ['properties.plan', '=', 'pro'],
      ],
      range: { from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T01:00:00.000Z' },
      timezone: 'Europe/Berlin',
      columns: ['name', 'user', 'properties.plan', 'value'],
      limit: 100,
    });
  });

  it('of a group without the field are those that lack it', () => {
    expect(eventsBehind(trend, { group: [null], label: 'none' })?.where).toContainEqual([
      'properties.plan',
      'not exists',
    ]);
  });

  it('are of the measure that was clicked, or of any when it was a formula', () => {
    const spec = asked({
      kind: 'total',
      measures: [
        { agg: 'count', event: 'buy' },
        { agg: 'count', event: 'view', where: [['value', '>', 1]] },
      ],
      formulas: [{ formula: 'A / B' }],
      range,
    });
    const buy = ['name', '=', 'buy'];
    const view = ['name', '=', 'view'];
    expect(eventsBehind(spec, { measure: 1, label: 'views' })?.where).toEqual([view, ['value', '>', 1]]);
    const either = [{ or: [buy, { and: [view, ['value', '>', 1]] }] }];
    expect(eventsBehind(spec, { measure: 2, label: 'ratio' })?.where).toEqual(either);
    expect(eventsBehind(spec, { label: 'all' })?.where).toEqual(either);
    const any = asked({ kind: 'total', measures: [{ agg: 'count' }, { agg: 'count', event: 'view' }], range });
    expect(eventsBehind(any, { label: 'all' })?.where).toEqual([]);
  });

  it('of an hour of the week are those of its hours in the range, however many', () => {
    const spec = asked({ kind: 'heatmap', measure: { agg: 'count' }, range });
    const within = Array.from({ length: 60 }, (_, week) => ({ from: week * 10, to: week * 10 + 1 }));
    const [filter] = eventsBehind(spec, { from: 0, to: 600, within, label: 'Monday' })?.where ?? [];
    expect(filter).toMatchObject({ or: [{ or: { length: 50 } }, { or: { length: 10 } }] });
    const table = eventsBehind(spec, { from: 0, to: 600, within: within.slice(0, 2), label: 'Monday' });
    expect(querySpecSchema.parse(table)).toEqual(table);
  });

  it('of journeys are those that begin them, of users only', () => {
    const steps = [{ event: 'view' }, { event: 'buy' }];
    const hasUser = ['user', 'exists'];
    expect(eventsBehind(asked({ kind: 'funnel', steps, range }), { label: 'view' })?.where).toEqual([
      ['name', '=', 'view'],
      hasUser,
    ]);
    const retention = { kind: 'retention', start: { event: 'view' }, back: { event: 'buy' }, range } as const;
    const cohort = { from: 0, to: 1, label: 'week' };
    expect(eventsBehind(asked({ ...retention, cohort: 'any' }), cohort)?.where).toContainEqual(hasUser);
    expect(eventsBehind(asked(retention), cohort)).toBeNull();
    expect(eventsBehind(asked({ kind: 'paths', anchor: { event: 'view' }, range }), cohort)).toBeNull();
    expect(eventsBehind(querySpecSchema.parse({ kind: 'sql', sql: 'SELECT 1' }), cohort)).toBeNull();
  });
});

it('what moved is asked of the same measure in the whole range', () => {
  expect(driversOf(trend, { from: 0, to: 3_600_000 })).toMatchObject({
    kind: 'drivers',
    measure,
    focus: { from: '1970-01-01T00:00:00.000Z', to: '1970-01-01T01:00:00.000Z' },
    range: trend.range,
    where: trend.where,
  });
  expect(driversOf(asked({ kind: 'table', columns: ['name'], range: { last: '1h' } }), { from: 0, to: 1 })).toBeNull();
});
