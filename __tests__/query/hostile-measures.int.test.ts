import fc from 'fast-check';
import { isAppError } from '@/lib/errors/app-error';
import { catalog } from '@/lib/query/catalog';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const now = Date.parse('2024-05-15T10:20:30Z');
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert([
    { timestamp: now - 60_000, value: 1, properties: { plan: "it's", a: { b: 'x' }, n: 3 } },
    { timestamp: now - 7_200_000, value: 2, properties: { plan: 'secretless', 'odd "key" \'x\'': 'y' } },
    { workspace: 'w2', timestamp: now - 60_000, value: 1, properties: { plan: 'secret' } },
  ]);
}, 60_000);
afterAll(() => world.stop());

const attack = fc.oneof(
  fc.constantFrom(
    "'",
    "' OR 1=1 --",
    '`',
    '\\',
    "\\'",
    '{p0:String}',
    '*/',
    '%',
    '\u0000',
    '\n',
    'a.:Int64',
    'a.^b',
    '..',
    '🚲',
    "a'b",
    'A',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);

/** An answer or a refusal that says what was wrong; never a fault of ours, nor of the engine's. */
async function isAnsweredOrRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    expect(JSON.stringify(await work())).not.toContain('"secret"');
  } catch (error) {
    expect(isAppError(error) ? error.code : error).toBe('invalid_input');
  }
}

test('no text in a question about hours, drivers or values is taken for anything but a text', async () => {
  const hour = (ago: number): string => new Date(now - ago * 3_600_000).toISOString();
  await fc.assert(
    fc.asyncProperty(attack, attack, attack, async (name, value, path) => {
      const field = `properties.${path}`;
      const where = [
        {
          or: [
            [field, '=', value],
            ['name', 'exists'],
          ],
        },
      ];
      const measure = { agg: 'p95', of: field, event: name, where: [['name', '!=', value]] };
      const base = { where, range: { last: '24h' } };
      const specs = [
        { kind: 'heatmap', measure, ...base },
        { kind: 'drivers', measure, ...base, focus: { from: hour(1), to: hour(0) }, fields: [field, 'user'] },
        { kind: 'drivers', measure: { agg: 'sum', of: 'value' }, ...base, focus: { from: hour(1), to: hour(0) } },
        {
          kind: 'total',
          measures: [{ agg: 'count', label: name }],
          ...base,
          formulas: [{ formula: value, label: path }],
        },
        {
          kind: 'trend',
          measures: [{ agg: 'count', event: name }],
          ...base,
          formulas: [{ formula: `A ${value} ${path}` }],
        },
      ] as unknown as QuerySpecInput[];
      for (const spec of specs) await isAnsweredOrRefused(() => runQuery(world.ctx, { spec }));
      await isAnsweredOrRefused(() => catalog(world.ctx, { field, event: name, search: value }));
      await isAnsweredOrRefused(() => catalog(world.ctx, { field: 'properties.plan', search: value }));
      await isAnsweredOrRefused(() => catalog(world.ctx, { field }));
    }),
    { numRuns: 60, seed: 4 },
  );
}, 300_000);
