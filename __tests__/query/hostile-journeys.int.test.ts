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
    { timestamp: now - 90_000, user_id: 'u1', properties: { a: { b: 'x' } } },
    { timestamp: now - 60_000, user_id: 'u1', properties: { a: { b: '\u{1F6B2}' } } },
    { workspace: 'w2', timestamp: now - 60_000, user_id: 'u2', properties: { a: { b: 'y' } } },
  ]);
}, 60_000);
afterAll(() => world.stop());

type Parts = { kind: string; label: string; event: string; value: string; list: string[]; field: string };
const parts = fc.record({
  kind: fc.constantFrom('funnel', 'strict', 'retention', 'paths'),
  label: attack,
  event: attack,
  value: attack,
  list: fc.array(attack, { minLength: 2, maxLength: 3 }),
  field: attack.map((text) => `properties.${text}`),
});

/** Every place of a question that takes a text of the asker's; the one event there is passes. */
function specOf({ kind, label, event, value, list, field }: Parts): QuerySpecInput {
  const any = { where: [{ or: [[field, '=', value], { not: ['user', 'in', list] }, ['name', 'exists']] }], label };
  const named = { event, where: [[field, 'contains', value]], label };
  const base = {
    range: { last: '24h' },
    where: [
      {
        or: [
          [field, 'exists'],
          ['name', 'exists'],
        ],
      },
    ],
  };
  if (kind === 'retention') return { ...base, kind, start: any, back: named, period: 'day', cohort: 'first' };
  if (kind === 'paths') return { ...base, kind, anchor: any, of: field };
  const order = kind === 'strict' ? 'strict' : 'ordered';
  return { ...base, kind: 'funnel', steps: [any, named, any], order, by: [field] };
}

/** The SQL with its placeholders numbered by nothing: what is left is ours. */
const shapeOf = (sql: string) => sql.replace(/\{p\d+:/g, '{p:');

async function shapesAsked(of: Parts): Promise<string[]> {
  world.asked.length = 0;
  try {
    await runQuery(world.ctx, { spec: specOf(of), skipCache: true });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid_input') throw error;
    expect(error.fields.length).toBeGreaterThan(0);
  }
  for (const query of world.asked) expect(Object.values(query.params ?? {})).toContain('w1');
  return world.asked.map((query) => shapeOf(query.sql));
}

test('no text of the asker becomes part of the SQL of a journey, and every text is answered or refused by name', async () => {
  const harmless = { label: 'l', event: 'view', value: 'v', list: ['x', 'y'] };
  const known = new Set<string>();
  for (const kind of ['funnel', 'strict', 'retention', 'paths'])
    for (const field of ['properties.a.b', "properties.a'b"])
      for (const shape of await shapesAsked({ ...harmless, kind, field })) known.add(shape);
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(parts, async (of) => {
      const asked = await shapesAsked(of);
      if (asked.length > 0) answered += 1;
      for (const shape of asked) if (!known.has(shape)) throw new Error(`unknown SQL: ${shape}`);
    }),
    { numRuns: 250, seed: 7 },
  );
  expect(answered).toBeGreaterThan(60);
}, 300_000);

test('another workspace is never part of a journey', async () => {
  const anchor = { where: [['name', 'exists']] };
  const { data } = await runQuery(world.ctx, {
    spec: { kind: 'paths', anchor, of: 'properties.a.b', range: { last: '24h' } },
  });
  expect(data).toMatchObject({ count: 1, flows: [{ count: 1, steps: ['name exists', '\u{1F6B2}'] }] });
});
