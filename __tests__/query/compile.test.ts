import type { QuerySpecInput } from '@/lib/model/query-spec';
import { computeAnswer } from '@/lib/query/compute';
import { parseSpec } from '@/lib/query/parse-spec';
import type { Row } from '@/lib/query/shape';

const now = Date.parse('2024-05-15T10:20:30Z');

/** All SQL that a question makes, when the engine answers with the given rows. */
async function sqlOf(input: QuerySpecInput, answers: readonly Row[][] = []): Promise<string> {
  const asked: string[] = [];
  await computeAnswer(parseSpec(input), {
    workspaceId: 'w1',
    now,
    ask: (query) => {
      asked.push(`${query.sql}\n${JSON.stringify(query.params)}`);
      return Promise.resolve(answers[asked.length - 1] ?? []);
    },
  });
  return asked.join('\n\n');
}

const range = { last: '24h' };
const questions: [string, QuerySpecInput, Row[][]?][] = [
  [
    'a total from the rollup',
    {
      kind: 'total',
      measures: [
        { agg: 'count' },
        { agg: 'users', event: 'view' },
        { agg: 'p95', of: 'value' },
        { agg: 'avg', of: 'value', event: 'view' },
      ],
      range,
    },
  ],
  [
    'a total from the events, with a comparison',
    {
      kind: 'total',
      measures: [
        { agg: 'sum', of: 'properties.price', event: 'pay' },
        { agg: 'last', of: 'value' },
      ],
      range: { last: 'today' },
      compare: 'previous',
      timezone: 'Europe/Berlin',
    },
  ],
  [
    'nested filters of every type',
    {
      kind: 'total',
      measures: [{ agg: 'rate', where: [['properties.ok', '=', true]] }],
      range,
      where: [
        {
          or: [
            ['properties.a.b', 'in', ['x', 5, false]],
            {
              not: {
                and: [
                  ['user', '=', 'u1'],
                  ['name', 'starts with', 'v'],
                ],
              },
            },
          ],
        },
        ['value', '>=', 3],
        ['timestamp', '<', '2024-05-15T00:00:00Z'],
        ['session', 'not exists'],
        ['properties.c', 'not contains', ['p', 'q']],
      ],
    },
  ],
  [
    'a trend by day in a zone',
    {
      kind: 'trend',
      measures: [{ agg: 'max', of: 'value' }],
      range: { last: '30d' },
      grain: '1d',
      timezone: 'America/New_York',
    },
  ],
  [
    'a trend of the leading groups and the others',
    {
      kind: 'trend',
      measures: [{ agg: 'count' }],
      by: ['properties.country'],
      top: 2,
      other: true,
      range,
      grain: '1h',
    },
    [
      [
        { g0: 'DE', m0: 3 },
        { g0: null, m0: 2 },
      ],
    ],
  ],
  [
    'a trend by two dimensions',
    {
      kind: 'trend',
      measures: [{ agg: 'users' }],
      by: ['name', 'properties.country'],
      top: 5,
      range,
      grain: '15m',
      compare: 'week',
    },
    [[{ g0: 'view', g1: 'DE', m0: 3 }]],
  ],
  [
    'a breakdown with the others and a comparison',
    {
      kind: 'breakdown',
      measures: [
        { agg: 'count', event: 'view' },
        { agg: 'min', of: 'properties.delay', event: 'pay' },
      ],
      by: ['user'],
      top: 1,
      other: true,
      range,
      compare: 'previous',
    },
    [[{ g0: 'u1', m0: 3 }]],
  ],
  [
    'a table',
    { kind: 'table', columns: ['name', 'properties.path', 'timestamp', "properties.it's"], range, limit: 20 },
  ],
  [
    'a distribution',
    { kind: 'distribution', of: 'properties.delay', range, bins: 10 },
    [[{ n: 100, low: 0, high: 90, q: [1, 20, 40, 60, 70, 80] }]],
  ],
];

test.each(questions)('%s', async (_, input, answers = []) => {
  expect(await sqlOf(input, answers)).toMatchSnapshot();
});
