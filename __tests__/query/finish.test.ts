import type { BreakdownData, TotalData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { BreakdownSpec, QuerySpecInput, TotalSpec, TrendSpec } from '@/lib/model/query-spec';
import { finishBreakdown, finishTotal, finishTrend } from '@/lib/query/finish';
import { parseSpec } from '@/lib/query/parse-spec';
import { transformed } from '@/lib/query/transform';
import type { TrendBase } from '@/lib/query/trend';

const range = { last: '24h' };
const specOf = <T>(input: QuerySpecInput): T => parseSpec(input) as T;

test.each<[string, Value[], Parameters<typeof transformed>[1], Value[]]>([
  ['nothing is done without a transform', [1, null, 3], { transform: undefined, lead: 0 }, [1, null, 3]],
  ['what lies before the range is left out', [9, 1, 2], { transform: undefined, lead: 1 }, [1, 2]],
  ['a running total goes on over gaps', [1, null, 3, 0], { transform: 'cumulative', lead: 0 }, [1, 1, 4, 4]],
  ['there is no total before the first value', [null, null, 2], { transform: 'cumulative', lead: 0 }, [null, null, 2]],
  ['a running total starts with the range', [100, 1, 2], { transform: 'cumulative', lead: 1 }, [1, 3]],
  ['a mean reaches back before the range', [1, 2, 3, 8], { transform: { movingAverage: 3 }, lead: 2 }, [2, 13 / 3]],
  ['a mean skips gaps', [4, null, 8], { transform: { movingAverage: 2 }, lead: 1 }, [4, 8]],
  ['the mean of nothing is no data', [null, null, 8], { transform: { movingAverage: 2 }, lead: 1 }, [null, 8]],
  [
    'a narrower mean ignores the lead of a wider one',
    [9, 9, 1, 3],
    { transform: { movingAverage: 2 }, lead: 2 },
    [5, 2],
  ],
  ['near 1970 a mean is of what there is', [4, 8], { transform: { movingAverage: 5 }, lead: 0 }, [4, 6]],
])('%s', (_, values, how, expected) => {
  expect(transformed(values, how)).toEqual(expected);
});

test('a total shows formulas after its measures, with their earlier values, and leaves out what is hidden', () => {
  const spec = specOf<TotalSpec>({
    kind: 'total',
    measures: [
      { agg: 'count', hidden: true },
      { agg: 'users', label: 'People' },
    ],
    formulas: [{ formula: 'A / B', label: 'Each' }, { formula: 'C * 2' }],
    range,
    compare: 'previous',
  });
  const data: TotalData = {
    kind: 'total',
    values: [
      { label: 'events', value: 12, previous: 0 },
      { label: 'People', value: 4, previous: 0 },
    ],
  };
  expect(finishTotal(spec, data)).toEqual({
    kind: 'total',
    values: [
      { label: 'People', value: 4, previous: 0 },
      { label: 'Each', value: 3, previous: null },
      { label: 'Each * 2', value: 6, previous: null },
    ],
  });
});

test('a breakdown keeps the rank that its first measure gave it', () => {
  const spec = specOf<BreakdownSpec>({
    kind: 'breakdown',
    measures: [{ agg: 'count', hidden: true }, { agg: 'users' }],
    formulas: [{ formula: 'A - B' }],
    by: ['name'],
    other: true,
    range,
  });
  const data: BreakdownData = {
    kind: 'breakdown',
    dimensions: ['name'],
    measures: ['events', 'users'],
    rows: [
      { group: ['view'], values: [9, 8] },
      { group: ['pay'], values: [5, 1], previous: [null, 1] },
      { group: [null], values: [2, 1], isOther: true },
    ],
  };
  expect(finishBreakdown(spec, data)).toEqual({
    kind: 'breakdown',
    dimensions: ['name'],
    measures: ['users', 'events - users'],
    rows: [
      { group: ['view'], values: [8, 1] },
      { group: ['pay'], values: [1, 4], previous: [1, null] },
      { group: [null], values: [1, 1], isOther: true },
    ],
  });
});

const day = 86_400_000;
const base = (groups: TrendBase['series']): TrendBase => ({
  kind: 'trend',
  grain: '1d',
  buckets: [0, day, 2 * day, 3 * day],
  lead: 1,
  series: groups,
  openFrom: 3 * day,
});

test('formulas of a trend are computed before transforms, each group by itself', () => {
  const spec = specOf<TrendSpec>({
    kind: 'trend',
    measures: [
      { agg: 'count', transform: { movingAverage: 2 } },
      { agg: 'users', hidden: true },
    ],
    formulas: [{ formula: 'A / B', label: 'Each', transform: 'cumulative' }],
    by: ['name'],
    other: true,
    range,
    grain: '1d',
  });
  const data = finishTrend(
    spec,
    base([
      { key: '0:["view"]', label: '', measure: 0, group: ['view'], values: [2, 4, 6, 8], previous: [1, 1, 1, null] },
      { key: '1:["view"]', label: '', measure: 1, group: ['view'], values: [1, 2, 0, 8], previous: [1, 1, 1, null] },
      { key: '0:other', label: '', measure: 0, group: [null], isOther: true, values: [0, 0, 0, 5] },
      { key: '1:other', label: '', measure: 1, group: [null], isOther: true, values: [0, 0, 0, 5] },
    ]),
  );
  expect(data).toEqual({
    kind: 'trend',
    grain: '1d',
    buckets: [day, 2 * day, 3 * day],
    openFrom: 3 * day,
    series: [
      {
        key: '0:["view"]',
        label: 'view · events, mean of 2',
        measure: 0,
        group: ['view'],
        values: [3, 5, 7],
        previous: [1, 1, 1],
      },
      { key: '2:["view"]', label: 'view · Each', measure: 2, group: ['view'], values: [2, 2, 3], previous: [1, 2, 2] },
      {
        key: '0:other',
        label: 'Other · events, mean of 2',
        measure: 0,
        group: [null],
        isOther: true,
        values: [0, 0, 2.5],
      },
      { key: '2:other', label: 'Other · Each', measure: 2, group: [null], isOther: true, values: [null, null, 1] },
    ],
  });
});

test('the only series of a group is called by the group', () => {
  const spec = specOf<TrendSpec>({
    kind: 'trend',
    measures: [{ agg: 'count', hidden: true }],
    formulas: [{ formula: 'A * 2' }],
    by: ['name'],
    range,
  });
  const series = { key: '0:["view"]', label: '', measure: 0, group: ['view'], values: [1, 2, 3, 4] };
  expect(finishTrend(spec, { ...base([series]), lead: 0 }).series).toEqual([
    { key: '1:["view"]', label: 'view', measure: 1, group: ['view'], values: [2, 4, 6, 8] },
  ]);
});

test('an answer without formulas, transforms and hidden measures is shown as it came', () => {
  const spec = specOf<TrendSpec>({ kind: 'trend', measures: [{ agg: 'count' }], range });
  const { lead, ...shown } = { ...base([{ key: '0', label: 'x', measure: 0, group: [], values: [1] }]), lead: 0 };
  const data = finishTrend(spec, { ...shown, lead });
  expect(data).toEqual(shown);
  expect(data.series).toBe(shown.series);
});
