import type { QuerySpecInput } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf, trendPlanOf } from '@/lib/query/plan';
import { splitByDays } from '@/lib/query/summaries/summarised-rows';
import { summaryFieldOf } from '@/lib/query/summaries/summary-field';

const now = Date.UTC(2026, 10, 28, 12, 34, 56);
const day = 86_400_000;
const country = 'properties.country';
const month = { range: { last: '30d' } };
const count = [{ agg: 'count' as const }];

function fieldOf(input: QuerySpecInput): string | null {
  const spec = parseSpec(input);
  return summaryFieldOf(spec, spec.kind === 'trend' ? trendPlanOf(spec, now) : planOf(spec, now));
}

test.each<[string, QuerySpecInput]>([
  ['a split', { kind: 'breakdown', measures: count, by: [country], ...month }],
  [
    'a split with the name',
    { kind: 'breakdown', measures: [{ agg: 'p95', of: 'value' }], by: ['name', country], ...month },
  ],
  ['a filter', { kind: 'total', measures: count, where: [[country, '=', 'DE']], ...month }],
  [
    'a filter of a measure',
    { kind: 'total', measures: [{ agg: 'users', where: [{ not: [country, 'exists'] }] }], ...month },
  ],
  ['days of UTC', { kind: 'trend', measures: count, by: [country], grain: '1d', ...month }],
])('%s by one property of a long range rests on it', (_, spec) => {
  expect(fieldOf(spec)).toBe(country);
});

test.each<[string, QuerySpecInput]>([
  ['names only, which rollups know', { kind: 'breakdown', measures: count, by: ['name'], ...month }],
  [
    'two properties',
    { kind: 'breakdown', measures: count, by: [country], where: [['properties.path', '=', '/']], ...month },
  ],
  ['a property and a user', { kind: 'breakdown', measures: count, by: [country, 'user'], ...month }],
  ['users', { kind: 'breakdown', measures: count, by: ['user'], ...month }],
  [
    'a filter on the value',
    { kind: 'breakdown', measures: count, by: [country], where: [['value', '>', 3]], ...month },
  ],
  [
    'numbers of a property',
    { kind: 'breakdown', measures: [{ agg: 'sum', of: 'properties.paid' }], by: [country], ...month },
  ],
  ['a short range', { kind: 'breakdown', measures: count, by: [country], range: { last: '3d' } }],
  [
    'a range off the minute',
    {
      kind: 'total',
      measures: count,
      where: [[country, 'exists']],
      range: { from: '2026-10-01T00:00:00.5Z', to: '2026-11-01T00:00:00Z' },
    },
  ],
  ['hours', { kind: 'trend', measures: count, by: [country], grain: '6h', ...month }],
  [
    'days elsewhere',
    { kind: 'trend', measures: count, by: [country], grain: '1d', timezone: 'Asia/Kolkata', ...month },
  ],
  ['hours of the week', { kind: 'heatmap', measure: { agg: 'count' }, where: [[country, '=', 'DE']], ...month }],
])('%s is left to others', (_, spec) => {
  expect(fieldOf(spec)).toBeNull();
});

describe('days and the rest of ranges', () => {
  const known = [1, 2, 5].map((at) => ({ day: at * day, made: at }));

  it('reads whole days that are known from their summaries and the rest from the events', () => {
    const { days, ranges, rest } = splitByDays([{ from: day / 2, to: 6.5 * day }], known);
    expect(days).toEqual(known);
    expect(ranges).toEqual([
      { from: day, to: 3 * day },
      { from: 5 * day, to: 6 * day },
    ]);
    expect(rest).toEqual([
      { from: day / 2, to: day },
      { from: 3 * day, to: 5 * day },
      { from: 6 * day, to: 6.5 * day },
    ]);
  });

  it('leaves a day in which a range begins or ends to the events, also between two ranges that touch', () => {
    const middle = 1.25 * day;
    const { days, rest } = splitByDays(
      [
        { from: 0, to: middle },
        { from: middle, to: 3 * day },
      ],
      known,
    );
    expect(days.map((one) => one.day)).toEqual([2 * day]);
    expect(rest).toEqual([{ from: 0, to: 2 * day }]);
  });

  it('makes no long statement of many gaps', () => {
    const gappy = Array.from({ length: 400 }, (_, at) => ({ day: 2 * at * day, made: at }));
    const { days, rest } = splitByDays([{ from: 0, to: 800 * day }], gappy);
    expect(days).toHaveLength(40);
    expect(rest.length).toBeLessThanOrEqual(41);
    const covered = [...days.map(() => day), ...rest.map(({ from, to }) => to - from)].reduce((a, b) => a + b, 0);
    expect(covered).toBe(800 * day);
  });
});
