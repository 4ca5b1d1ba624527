import { seriesKeyOf, windowSums } from '@/lib/alerts/reading';
import { readingsOf } from '@/lib/alerts/readings-of';
import type { AnswerData, TrendData } from '@/lib/model/answer';
import { querySpecSchema, type QuerySpec } from '@/lib/model/query-spec';
import { minute, noon } from './world';

const spec = (more: Record<string, unknown>): QuerySpec =>
  querySpecSchema.parse({ kind: 'trend', measures: [{ agg: 'count' }], range: { last: '1h' }, ...more });
const byService = spec({ by: ['properties.service'] });

const trend: TrendData = {
  kind: 'trend',
  grain: '1m',
  buckets: [0, 1, 2].map((index) => noon + index * minute),
  openFrom: noon + 2 * minute,
  series: [
    { key: '0:a', label: 'a', measure: 0, group: ['a'], values: [1, 2, 9], previous: [4, 5, 6] },
    { key: '1:a', label: 'a', measure: 1, group: ['a'], values: [10, null, 90] },
    { key: '0:b', label: 'b', measure: 0, group: [null], values: [3, 4, 9] },
    { key: 'other', label: 'other', measure: 0, group: ['other'], isOther: true, values: [100, 100, 100] },
  ],
};

describe('the series of an answer', () => {
  it('over time are those of its groups, with closed buckets only and without the rest', () => {
    const [a, b, ...none] = readingsOf(trend, byService);
    expect(none).toEqual([]);
    expect(a).toEqual({
      labels: { service: 'a' },
      values: [2, null],
      previous: [5, null],
      points: [
        { at: noon, values: [1, 10] },
        { at: noon + minute, values: [2, null] },
      ],
      windows: {},
    });
    expect(b).toMatchObject({ labels: { service: '' }, values: [4] });
  });
  it('over time include the last bucket when it is closed', () => {
    const { openFrom: _, ...closed } = trend;
    expect(readingsOf(closed, byService)[0]?.values).toEqual([9, 90]);
  });

  const plain = { previous: [], points: [], windows: {} };
  const cases: [string, AnswerData, QuerySpec, unknown[]][] = [
    [
      'a total',
      {
        kind: 'total',
        values: [
          { label: 'n', value: 3, previous: 2 },
          { label: 'm', value: null },
        ],
      },
      spec({ kind: 'total' }),
      [{ ...plain, labels: {}, values: [3, null], previous: [2, null] }],
    ],
    [
      'a breakdown',
      {
        kind: 'breakdown',
        dimensions: ['properties.host-name'],
        measures: ['n'],
        rows: [
          { group: ['h1'], values: [3], previous: [1] },
          { group: ['rest'], values: [9], isOther: true },
        ],
      },
      spec({ kind: 'breakdown', by: ['properties.host-name'] }),
      [{ ...plain, labels: { host_name: 'h1' }, values: [3], previous: [1] }],
    ],
    [
      'a funnel: the share that got through, and the users of each step',
      {
        kind: 'funnel',
        steps: ['a', 'b'],
        groups: [
          { group: [], counts: [40, 10], medianMs: [null, 1], totalMedianMs: 1 },
          { group: ['de'], counts: [0, 0], medianMs: [null, null], totalMedianMs: null },
        ],
      },
      querySpecSchema.parse({
        kind: 'funnel',
        steps: [{ event: 'a' }, { event: 'b' }],
        by: ['properties.country'],
        range: { last: '1d' },
      }),
      [
        { ...plain, labels: {}, values: [25, 40, 10] },
        { ...plain, labels: { country: 'de' }, values: [null, 0, 0] },
      ],
    ],
    [
      'a retention grid: the share that came back, of the cohorts old enough to say',
      {
        kind: 'retention',
        period: 'day',
        cohorts: [
          { start: 0, size: 10, values: [10, 5] },
          { start: 1, size: 30, values: [30, null] },
        ],
      },
      spec({}),
      [{ ...plain, labels: {}, values: [100, 50] }],
    ],
    [
      'a distribution: how many, and the percentiles',
      {
        kind: 'distribution',
        of: 'value',
        bins: [],
        count: 7,
        percentiles: { p50: 1, p75: 2, p90: 3, p95: 4, p99: 5 },
      },
      spec({}),
      [{ ...plain, labels: {}, values: [7, 1, 2, 3, 4, 5] }],
    ],
    [
      'an empty distribution',
      { kind: 'distribution', of: 'value', bins: [], count: 0 },
      spec({}),
      [{ ...plain, labels: {}, values: [0, null, null, null, null, null] }],
    ],
    [
      'a statement: text is a label, numbers are values',
      {
        kind: 'sql',
        columns: [
          { name: 'service', type: 'text', engineType: 'String' },
          { name: 'n', type: 'number', engineType: 'UInt64' },
          { name: 'ok', type: 'boolean', engineType: 'Bool' },
        ],
        rows: [
          ['a', 1, true],
          ['b', null, false],
        ],
        isTruncated: false,
      },
      querySpecSchema.parse({ kind: 'sql', sql: 'SELECT 1' }),
      [
        { ...plain, labels: { service: 'a' }, values: [1] },
        { ...plain, labels: { service: 'b' }, values: [] },
      ],
    ],
    [
      'raw events',
      {
        kind: 'table',
        columns: ['properties.service', 'value'],
        rows: [{ id: '1', timestamp: noon, cells: ['a', 5] }],
      },
      spec({}),
      [{ ...plain, labels: { service: 'a' }, values: [5] }],
    ],
    ['questions without numbers', { kind: 'heatmap', label: 'n', cells: [] }, spec({}), []],
  ];
  it.each(cases)('of %s', (_, data, question, expected) => {
    expect(readingsOf(data, question)).toEqual(expected);
  });
});

describe('the key of a series', () => {
  it('does not depend on the order of its labels', () => {
    expect(seriesKeyOf({ b: '2', a: '1' })).toBe(seriesKeyOf({ a: '1', b: '2' }));
  });
  it('differs where labels differ, also where their texts run together', () => {
    const keys = [{}, { a: '' }, { a: 'b' }, { ab: '' }, { a: '","b' }].map((labels) =>
      seriesKeyOf(labels as Record<string, string>),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('sums over windows', () => {
  const points = Array.from({ length: 90 }, (_, index) => ({
    at: noon + index * minute,
    values: [index % 10 === 0 ? 1 : 0, 10],
  }));
  const lengths = { '5m': 5 * minute, '1h': 60 * minute, '1d': 1_440 * minute };
  it('end now and count what exists', () => {
    expect(windowSums(points, { now: noon + 90 * minute, widthMs: minute, lengths })).toEqual({
      '5m': [0, 50],
      '1h': [6, 600],
      '1d': [9, 900],
    });
  });
  it('leave out what is not over yet', () => {
    expect(windowSums(points, { now: noon + 80.5 * minute, widthMs: minute, lengths })['5m']).toEqual([0, 40]);
  });
  it('are empty without buckets', () => {
    expect(windowSums([], { now: noon, widthMs: minute, lengths })['5m']).toEqual([]);
  });
});
