import type { QuerySpecInput } from '@/lib/model/query-spec';
import { listValues, valuesQuestion } from '@/lib/query/catalog-values';
import { computeAnswer } from '@/lib/query/compute';
import { parseSpec } from '@/lib/query/parse-spec';
import type { Compiled } from '@/lib/query/scope';
import type { Row } from '@/lib/query/shape';
import type { Context } from '@/lib/context';

const now = Date.parse('2024-05-15T10:20:30Z');

/** Notes all SQL, while the engine answers with the given rows. */
function recorder(answers: readonly Row[][]) {
  const asked: string[] = [];
  const ask = (query: Compiled): Promise<Row[]> => {
    asked.push(`${query.sql}\n${JSON.stringify(query.params)}`);
    return Promise.resolve(answers[asked.length - 1] ?? []);
  };
  return { ask, text: () => asked.join('\n\n') };
}

const range = { last: '24h' };
const questions: [string, QuerySpecInput, Row[][]?][] = [
  [
    'a trend with a moving average, a formula and a comparison',
    {
      kind: 'trend',
      measures: [
        { agg: 'count', event: 'pay', transform: { movingAverage: 3 } },
        { agg: 'count', event: 'view', hidden: true },
      ],
      formulas: [{ formula: 'A / B * 100', transform: 'cumulative' }],
      range: { last: '7d' },
      grain: '1d',
      compare: 'week',
      timezone: 'Europe/Berlin',
    },
  ],
  [
    'a heat map from the rollup',
    { kind: 'heatmap', measure: { agg: 'users', event: 'view' }, range: { last: '7d' }, timezone: 'Asia/Kolkata' },
  ],
  [
    'a heat map from the events',
    { kind: 'heatmap', measure: { agg: 'avg', of: 'properties.price' }, where: [['user', 'exists']], range },
  ],
  [
    'drivers of an average in known fields',
    {
      kind: 'drivers',
      measure: { agg: 'avg', of: 'value', event: 'view', where: [['properties.ok', '=', true]] },
      focus: { from: '2024-05-15T08:00:00Z', to: '2024-05-15T09:00:00Z' },
      fields: ['properties.country', 'user'],
      range,
    },
  ],
  [
    'drivers of a count in fields that are found',
    {
      kind: 'drivers',
      measure: { agg: 'count' },
      focus: { from: '2024-05-15T08:00:00Z', to: '2024-05-15T09:00:00Z' },
      where: [['session', 'exists']],
      range: { from: '2024-05-15T00:00:00Z', to: '2024-05-15T10:00:00Z' },
    },
    [[{ ni: 100_000, no: 3_000 }], [{ p: '{"plan":"pro"}' }, { p: '{"plan":"free"}' }]],
  ],
  [
    'drivers among many events',
    {
      kind: 'drivers',
      measure: { agg: 'sum', of: 'value' },
      fields: ['properties.plan'],
      focus: { from: '2024-05-15T08:00:00Z', to: '2024-05-15T09:00:00Z' },
      range: { from: '2024-05-15T00:00:00Z', to: '2024-05-15T10:00:00Z' },
    },
    [
      [{ ni: 100, no: 9_000_100 }],
      [
        { name: 'view', i: 50, o: 9_000_000 },
        { name: 'pay', i: 50, o: 100 },
      ],
    ],
  ],
];

test.each(questions)('%s', async (_, input, answers = []) => {
  const { ask, text } = recorder(answers);
  await computeAnswer(parseSpec(input), {
    workspaceId: 'w1',
    now,
    ask,
    read: () => Promise.reject(new Error('no statement was expected')),
  });
  expect(text()).toMatchSnapshot();
});

test.each<[string, Parameters<typeof valuesQuestion>[0], Row[][]]>([
  ['the values of a small workspace', { field: 'properties.plan' }, [[{ name: 'pay', n: 3 }], [{ v: 'pro', n: 3 }]]],
  [
    'the values of a frequent event',
    { field: 'user', event: 'pay' },
    [[{ name: 'pay', n: 900_000, n0: 50_000, n1: 4_000, n2: 500 }], [{ v: 'u1', n: 3 }]],
  ],
  [
    'a search in frequent and rare events',
    { field: 'properties.path', search: ' Docs ' },
    [
      [
        { name: 'view', n: 900_000, n0: 50_000, n1: 4_000 },
        { name: 'pay', n: 2_000, n0: 100, n1: 10 },
      ],
      [{ v: '/docs', n: 3 }],
    ],
  ],
])('%s', async (_, input, answers) => {
  const { ask, text } = recorder(answers);
  const ctx = { actor: { workspaceId: 'w1' }, clock: { now: () => now } } as unknown as Context;
  const { values, sampledFrom } = await listValues(ctx, valuesQuestion(input), ask);
  expect(`${text()}\n\n${JSON.stringify({ values, sampledFrom })}`).toMatchSnapshot();
});
