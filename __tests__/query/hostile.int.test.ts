import fc from 'fast-check';
import { isAppError } from '@/lib/errors/app-error';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { attack } from './attack';

const now = Date.parse('2024-05-15T10:20:30Z');
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert([
    { timestamp: now - 60_000, value: 1, properties: { a: { b: 'x' }, n: 3 } },
    { workspace: 'w2', timestamp: now - 60_000, value: 1 },
  ]);
}, 60_000);
afterAll(() => world.stop());

const path = attack.map((text) => `properties.${text}`);

/** Every place of a question that takes a text of the asker's. */
const spec = fc.record({
  kind: fc.constantFrom('total', 'trend', 'breakdown', 'table', 'distribution'),
  label: attack,
  event: attack,
  value: attack,
  list: fc.array(attack, { minLength: 1, maxLength: 3 }),
  first: path,
  second: path,
  zone: fc.oneof({ weight: 6, arbitrary: fc.constant('UTC') }, { weight: 1, arbitrary: attack }),
});

function specOf(parts: {
  kind: string;
  label: string;
  event: string;
  value: string;
  list: string[];
  first: string;
  second: string;
  zone: string;
}): QuerySpecInput {
  const where = [
    {
      or: [
        [parts.first, '=', parts.value],
        { not: [parts.second, 'in', parts.list] },
        ['name', 'contains', parts.value],
      ],
    },
    {
      or: [
        [parts.second, 'exists'],
        ['user', 'starts with', parts.value],
        [parts.first, '>', parts.value],
        ['name', 'exists'],
      ],
    },
  ];
  const base = { kind: parts.kind, where, range: { last: '24h' }, timezone: parts.zone };
  const measures = [
    { agg: 'count', event: parts.event, label: parts.label },
    { agg: 'p95', of: parts.second },
  ];
  if (parts.kind === 'table') return { ...base, columns: [parts.first, parts.second] } as QuerySpecInput;
  if (parts.kind === 'distribution') return { ...base, of: parts.first } as QuerySpecInput;
  return {
    ...base,
    measures,
    ...(parts.kind === 'total' ? {} : { by: [parts.first, parts.second], other: true, top: 1 }),
  } as unknown as QuerySpecInput;
}

/** The SQL with its placeholders numbered by nothing: what is left is ours. */
const shapeOf = (sql: string) => sql.replace(/\{p\d+:/g, '{p:');
const harmless = {
  label: 'l',
  event: 'view',
  value: 'v',
  list: ['x', 'y'],
  first: 'properties.a.b',
  second: 'properties.n',
  zone: 'UTC',
};

test('no text of the asker becomes part of the SQL, and every text is answered or refused by name', async () => {
  const shapes = new Set<string>();
  for (const kind of ['total', 'trend', 'breakdown', 'table', 'distribution'])
    for (const list of [['x'], ['x', 'y']])
      for (const [first, second] of [
        ['properties.a.b', 'properties.n'],
        ["properties.a'b", 'properties.n'],
        ['properties.a.b', "properties.n'"],
        ["properties.a'b", "properties.n'"],
      ])
        shapes.add(await shapesAsked({ ...harmless, kind, list, first: String(first), second: String(second) }));
  const known = new Set([...shapes].flatMap((text) => text.split('\n=====\n')));
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(spec, async (parts) => {
      const asked = await shapesAsked(parts);
      if (asked !== '') answered += 1;
      for (const shape of asked.split('\n=====\n'))
        if (shape !== '' && !known.has(shape)) throw new Error(`unknown SQL: ${shape}`);
    }),
    { numRuns: 400, seed: 99 },
  );
  expect(answered).toBeGreaterThan(100);
}, 300_000);

async function shapesAsked(parts: Parameters<typeof specOf>[0]): Promise<string> {
  world.asked.length = 0;
  try {
    const answer = await runQuery(world.ctx, { spec: specOf(parts), skipCache: true });
    expect(answer.query.kind).toBe(parts.kind);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid_input') throw error;
    expect(error.fields.length).toBeGreaterThan(0);
  }
  for (const query of world.asked) expect(query.params).toHaveProperty('p0');
  return world.asked.map((query) => shapeOf(query.sql)).join('\n=====\n');
}

test('another workspace is never read, whatever is asked', async () => {
  for (const value of ["w2' OR '1'='1", 'w2']) {
    const answer = await runQuery(world.ctx, {
      spec: {
        kind: 'total',
        measures: [{ agg: 'count' }],
        where: [
          {
            or: [
              ['name', '!=', value],
              ['name', '=', value],
            ],
          },
        ],
        range: { last: '24h' },
      },
    });
    expect(answer.data).toMatchObject({ values: [{ value: 1 }] });
  }
});
