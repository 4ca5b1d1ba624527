import type { Filter } from '@/lib/model/filter';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import type { SummaryKey } from '@/lib/model/summary-key';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf, trendPlanOf } from '@/lib/query/plan';
import { splitByDays } from '@/lib/query/summaries/summarised-rows';
import { readSummaryKey, summaryKeyText } from '@/lib/query/summaries/summary-key';
import { summaryKeyOf } from '@/lib/query/summaries/summary-key-of';

const now = Date.UTC(2026, 10, 28, 12, 34, 56);
const day = 86_400_000;
const country = 'properties.country';
const month = { range: { last: '30d' } };
const count = [{ agg: 'count' as const }];
const users = [{ agg: 'users' as const }];
const kolkata = { grain: '1d' as const, timezone: 'Asia/Kolkata' };
const slow: Filter = ['value', '>', 300];
const german: Filter = [country, '=', 'DE'];
const root: Filter = ['properties.path', '=', '/'];

function keyOf(input: QuerySpecInput): SummaryKey | null {
  const spec = parseSpec(input);
  return summaryKeyOf(spec, spec.kind === 'trend' ? trendPlanOf(spec, now) : planOf(spec, now));
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
  expect(keyOf(spec)).toEqual({ field: country, conditions: [], zone: null });
});

test('days elsewhere by one property rest on what is told apart by the days there', () => {
  expect(keyOf({ kind: 'trend', measures: count, by: [country], ...month, ...kolkata })).toEqual({
    field: country,
    conditions: [],
    zone: 'Asia/Kolkata',
  });
});

test.each<[string, QuerySpecInput]>([
  ['users of days', { kind: 'trend', measures: users, ...month, ...kolkata }],
  ['users of weeks by name', { kind: 'trend', measures: users, by: ['name'], ...month, ...kolkata, grain: '1w' }],
])('%s elsewhere, which else merge all quarter hours, rest on its zone', (_, spec) => {
  expect(keyOf(spec)).toEqual({ field: null, conditions: [], zone: 'Asia/Kolkata' });
});

test.each<[string, QuerySpecInput, SummaryKey['conditions']]>([
  ['the value', { kind: 'total', measures: count, where: [slow], ...month }, [slow]],
  [
    'two properties',
    { kind: 'total', measures: count, where: [german, ['name', '=', 'view'], root], ...month },
    [german, root],
  ],
  [
    'measures of their own, each once and in one order',
    {
      kind: 'breakdown',
      measures: [
        { agg: 'count', where: [slow] },
        { agg: 'avg', of: 'value', where: [{ not: german }] },
        { agg: 'users', where: [slow] },
      ],
      by: ['name'],
      ...month,
    },
    [slow, { not: german }],
  ],
])('a question with filters on %s rests on these', (_, spec, conditions) => {
  expect(keyOf(spec)).toEqual({ field: null, conditions, zone: null });
});

describe('a key', () => {
  it.each<[SummaryKey]>([
    [{ field: country, conditions: [], zone: null }],
    [{ field: country, conditions: [], zone: 'Asia/Kolkata' }],
    [{ field: null, conditions: [slow, { or: [german, root] }], zone: null }],
  ])('%j is read as it was written', (key) => {
    expect(readSummaryKey(summaryKeyText(key))).toEqual(key);
  });

  it.each(['{', '{}', '{"field":null,"conditions":[["value","near",3]],"zone":null}'])(
    'that nobody wrote (%s) is none',
    (text) => {
      expect(readSummaryKey(text)).toBeUndefined();
    },
  );
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
  ['days elsewhere of numbers that are few', { kind: 'trend', measures: count, ...month, ...kolkata }],
  ['users of days of UTC, which a rollup has', { kind: 'trend', measures: users, grain: '1d', ...month }],
  ['users of hours elsewhere', { kind: 'trend', measures: users, ...month, ...kolkata, grain: '6h' }],
  ['users of a short range elsewhere', { kind: 'trend', measures: users, ...kolkata, range: { last: '2d' } }],
  ['whose events they are', { kind: 'total', measures: count, where: [['user', '=', 'ada']], ...month }],
  [
    'five filters',
    { kind: 'total', measures: count, where: [1, 2, 3, 4, 5].map((at) => ['value', '>', at] as const), ...month },
  ],
  [
    'a filter as long as a page',
    { kind: 'total', measures: count, where: [['properties.path', '=', 'x'.repeat(1_000)], slow], ...month },
  ],
  ['hours of the week', { kind: 'heatmap', measure: { agg: 'count' }, where: [[country, '=', 'DE']], ...month }],
])('%s is left to others', (_, spec) => {
  expect(keyOf(spec)).toBeNull();
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
