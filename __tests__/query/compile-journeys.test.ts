import { isAppError } from '@/lib/errors/app-error';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { computeAnswer } from '@/lib/query/compute';
import { parseSpec } from '@/lib/query/parse-spec';
import type { Row } from '@/lib/query/shape';

const now = Date.parse('2024-05-15T10:20:30Z');

const noRead = () => Promise.reject(new Error('no statement was expected'));

/** All SQL that a question makes, when the engine answers with the given rows. */
async function sqlOf(input: QuerySpecInput, answers: readonly Row[][] = []): Promise<string> {
  const asked: string[] = [];
  await computeAnswer(parseSpec(input), {
    workspaceId: 'w1',
    now,
    read: noRead,
    ask: (query) => {
      asked.push(`${query.sql}\n${JSON.stringify(query.params)}`);
      return Promise.resolve(answers[asked.length - 1] ?? []);
    },
  });
  return asked.join('\n\n');
}

const questions: [string, QuerySpecInput, Row[][]?][] = [
  [
    'a funnel of named events',
    {
      kind: 'funnel',
      steps: [{ event: 'view' }, { event: 'cart' }, { event: 'pay' }],
      window: '1d',
      range: { last: '7d' },
    },
  ],
  [
    'a strict funnel with filters, by a property',
    {
      kind: 'funnel',
      steps: [{ event: 'view', where: [['properties.path', '=', '/']] }, { where: [['value', '>', 10]] }],
      order: 'strict',
      by: ['properties.country'],
      top: 1,
      where: [['properties.bot', 'not exists']],
      range: { last: '24h' },
    },
  ],
  [
    'first cohorts by week, of one event',
    {
      kind: 'retention',
      start: { event: 'view' },
      back: { event: 'view' },
      range: { last: '14d' },
      timezone: 'Europe/Berlin',
    },
  ],
  [
    'first cohorts by day, of two steps',
    {
      kind: 'retention',
      start: { event: 'signup' },
      back: { event: 'view', where: [['properties.path', '=', '/']] },
      period: 'day',
      range: { last: 'today' },
      timezone: 'America/New_York',
    },
  ],
  [
    'every period by month',
    {
      kind: 'retention',
      start: { event: 'signup' },
      back: { where: [['value', 'exists']] },
      period: 'month',
      cohort: 'any',
      range: { from: '2024-03-10T00:00:00Z', to: '2024-04-10T00:00:00Z' },
    },
  ],
  [
    'paths after an event',
    { kind: 'paths', anchor: { event: 'signup' }, range: { last: '7d' } },
    [
      [{ anchors: 40, n: 100 }],
      [
        { step: -1, f: '', t: '', w: [], n: 2 },
        { step: 0, f: '', t: '', w: ['12'], n: 2 },
        { step: 1, f: '', t: '12', w: [], n: 2 },
        { step: 2, f: '12', t: 'other', w: [], n: 2 },
      ],
    ],
  ],
  [
    'paths before a filtered event, by a property',
    {
      kind: 'paths',
      anchor: { where: [['properties.plan', 'in', ['pro', 'team']]] },
      direction: 'before',
      depth: 2,
      of: 'properties.path',
      gap: '1h',
      top: 3,
      range: { last: '7d' },
    },
  ],
];

test.each(questions)('%s', async (_, input, answers = []) => {
  expect(await sqlOf(input, answers)).toMatchSnapshot();
});

const range = { last: '7d' };
const steps = [{ event: 'a' }, { event: 'b' }];
const retention = { kind: 'retention', start: { event: 'a' }, back: { event: 'b' }, range };
const paths = { kind: 'paths', anchor: { event: 'a' }, range };

test.each<[string, unknown, string]>([
  ['a funnel with one step', { kind: 'funnel', steps: steps.slice(1), range }, 'steps'],
  [
    'a funnel with nine steps',
    { kind: 'funnel', steps: Array.from({ length: 9 }, () => ({ event: 'a' })), range },
    'steps',
  ],
  ['a step that says nothing', { kind: 'funnel', steps: [{ event: 'a' }, {}], range }, 'steps.1.event'],
  [
    'a step about an unknown field',
    { kind: 'funnel', steps: [{ event: 'a' }, { where: [['nmae', '=', 1]] }], range },
    'steps.1.where.0.0',
  ],
  ['a window of years', { kind: 'funnel', steps, window: '99999d', range }, 'window'],
  ['a window that is none', { kind: 'funnel', steps, window: 'a day', range }, 'window'],
  ['a funnel by time', { kind: 'funnel', steps, by: ['timestamp'], range }, 'by.0'],
  ['a funnel by two fields', { kind: 'funnel', steps, by: ['name', 'user'], range }, 'by'],
  ['a retention without a way back', { ...retention, back: undefined }, 'back'],
  ['more periods than fit', { ...retention, period: 'day', range: { last: '61d' } }, 'period'],
  ['a century of days', { ...retention, period: 'day', range: { last: '36500d' } }, 'period'],
  ['paths named by time', { ...paths, of: 'timestamp' }, 'of'],
  ['paths of no steps', { ...paths, depth: 0 }, 'depth'],
  ['a gap of months', { ...paths, gap: '90d' }, 'gap'],
  ['a property with an empty key', { ...paths, of: 'properties.a..b' }, 'properties.a..b'],
])('%s is refused, naming the field', async (_, input, path) => {
  const fault = await sqlOf(input as QuerySpecInput).catch((error: unknown) => error);
  if (!isAppError(fault)) throw new Error(`it was not refused: ${String(fault)}`);
  expect({ code: fault.code, path: fault.fields[0]?.path }).toEqual({ code: 'invalid_input', path });
});

test('a range in the future is an answer that is empty', async () => {
  const future = { from: '2024-06-01T00:00:00Z', to: '2024-06-03T00:00:00Z' };
  const ask = async (input: unknown) =>
    (await computeAnswer(parseSpec(input), { workspaceId: 'w1', now, read: noRead, ask: () => Promise.resolve([]) }))
      .data;
  expect(await ask({ kind: 'funnel', steps, range: future })).toEqual({
    kind: 'funnel',
    steps: ['a', 'b'],
    groups: [{ group: [], counts: [0, 0], medianMs: [null, null], totalMedianMs: null }],
  });
  expect(await ask({ ...retention, period: 'day', range: future })).toEqual({
    kind: 'retention',
    period: 'day',
    cohorts: [
      { start: Date.parse('2024-06-01T00:00:00Z'), size: 0, values: [null, null] },
      { start: Date.parse('2024-06-02T00:00:00Z'), size: 0, values: [null] },
    ],
    openFrom: Date.parse('2024-06-01T00:00:00Z'),
  });
  expect(await ask({ ...paths, range: future })).toMatchObject({ count: 0, links: [], flows: [] });
});
