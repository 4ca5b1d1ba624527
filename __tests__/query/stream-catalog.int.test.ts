import { catalog } from '@/lib/query/catalog';
import { streamQuery } from '@/lib/query/stream-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const now = Date.parse('2024-05-15T10:20:30Z');
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert(
    Array.from({ length: 5_000 }, (_, index) => ({
      name: index % 5 === 0 ? 'pay' : 'view',
      timestamp: now - index * 1_000,
      value: index,
      properties: {
        plan: index % 3 === 0 ? 'pro' : 'free',
        price: index / 2,
        ok: index % 2 === 0,
        deep: { list: [1, 2] },
      },
    })),
  );
  await world.insert([{ workspace: 'w2', name: 'secret', timestamp: now, properties: { hidden: 1 } }]);
}, 60_000);
afterAll(() => world.stop());

const table = { kind: 'table', columns: ['name', 'properties.price'], range: { last: '24h' } };

async function linesOf(stream: ReadableStream<Uint8Array>): Promise<Record<string, unknown>[]> {
  const text = await new Response(stream).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a table streams as lines, newest first, beyond the limit of an answer', async () => {
  const lines = await linesOf(await streamQuery(world.ctx, table));
  expect(lines).toHaveLength(5_000);
  expect(lines.slice(0, 2)).toEqual([
    { id: '1-0', timestamp: now, name: 'pay', 'properties.price': 0 },
    { id: '1-1', timestamp: now - 1_000, name: 'view', 'properties.price': 0.5 },
  ]);
  expect(await linesOf(await streamQuery(world.ctx, { ...table, limit: 7 }))).toHaveLength(7);
});

test('a reader who leaves ends the stream', async () => {
  const reader = (await streamQuery(world.ctx, table)).getReader();
  expect((await reader.read()).done).toBe(false);
  await reader.cancel();
  expect((await reader.read()).done).toBe(true);
});

test.each<[unknown, string]>([
  [{ ...table, limit: 0 }, 'limit'],
  [{ ...table, limit: 2_000_000 }, 'limit'],
  [{ ...table, columns: [] }, 'columns'],
  [[], ''],
  [{ kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' } }, ''],
])('%j is refused before anything is streamed', async (input) => {
  await expect(streamQuery(world.ctx, input)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('the catalog names events, their properties with types, and the values of a field, of this workspace only', async () => {
  expect(await catalog(world.ctx, {})).toEqual({
    kind: 'events',
    events: [
      { name: 'view', count: 4_000, lastSeenAt: now - (now % 60_000) },
      { name: 'pay', count: 1_000, lastSeenAt: now - (now % 60_000) },
    ],
  });
  expect(await catalog(world.ctx, { event: 'pay' })).toEqual({
    kind: 'properties',
    event: 'pay',
    more: 0,
    properties: [
      { field: 'properties.deep.list', types: ['list'] },
      { field: 'properties.ok', types: ['boolean'] },
      { field: 'properties.plan', types: ['text'] },
      { field: 'properties.price', types: ['number'] },
    ],
  });
  expect(await catalog(world.ctx, { field: 'properties.plan', event: 'pay' })).toMatchObject({
    kind: 'values',
    values: [
      { value: 'free', count: 666 },
      { value: 'pro', count: 334 },
    ],
  });
  expect(await catalog(world.ctx, { field: 'properties.plan', search: 'FRE' })).toMatchObject({
    values: [{ value: 'free', count: 3_333 }],
  });
  expect(await catalog(world.ctx, { field: 'properties.hidden' })).toMatchObject({ values: [] });
  await expect(catalog(world.ctx, { search: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(catalog(world.ctx, { field: 'name', search: 'x'.repeat(201) })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'search' }],
  });
  await expect(catalog(world.ctx, { field: 'nope' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('the catalog is asked for at most every few seconds', async () => {
  world.asked.length = 0;
  world.clock.advance(60_000);
  await Promise.all([catalog(world.ctx, {}), catalog(world.ctx, {})]);
  await catalog(world.ctx, {});
  expect(world.asked).toHaveLength(1);
});
