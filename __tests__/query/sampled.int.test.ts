import { dayMs } from '@/lib/time/duration';
import { catalog } from '@/lib/query/catalog';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const now = Date.parse('2024-05-28T10:20:30Z');
const views = 2_600_000;
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  // Twenty days of views, some of another workspace among them.
  await world.engine.command({
    sql: `INSERT INTO events (workspace, name, timestamp, received_at, event_id, user_id, session_id, value, properties)
      SELECT if(number % 10 = 0, 'w2', 'w1'), if(number % 4 = 0, 'view', 'click'),
        fromUnixTimestamp64Milli({from:Int64} + intDiv(number * {span:Int64}, {rows:Int64})), now64(3), toString(number), '', '', NULL,
        '{"country":"' || ['DE', 'DE', 'US', 'FR'][number % 4 + 1] || '","of":"' || if(number % 10 = 0, 'w2', 'w1') || '"}'
      FROM numbers({rows:UInt64})`,
    params: { from: now - 23 * dayMs, span: 20 * dayMs, rows: views },
    timeoutMs: 60_000,
  });
  await world.insert([
    ...Array.from({ length: 40 }, () => ({ name: 'signup', timestamp: now - 20 * dayMs, properties: { plan: 'pro' } })),
    { name: 'click', timestamp: now - 30_000, properties: { country: 'IS' } },
  ]);
}, 120_000);
afterAll(() => world.stop());

async function valuesOf(input: Parameters<typeof catalog>[1]): Promise<[unknown, number][]> {
  const found = await catalog(world.ctx, input);
  if (found.kind !== 'values') throw new Error(found.kind);
  return found.values.map(({ value, count }) => [value, count]);
}

test('counts of many events are estimated from a sample of this workspace, which is said', async () => {
  const found = await catalog(world.ctx, { field: 'properties.country' });
  expect(found).toMatchObject({ kind: 'values', sampledFrom: { of: views * 0.9 + 41 } });
  const counts = new Map(await valuesOf({ field: 'properties.country' }));
  const shares = ['DE', 'US', 'FR'].map((country) => (counts.get(country) ?? 0) / (views * 0.9));
  for (const [index, share] of [9 / 18, 4 / 18, 5 / 18].entries())
    expect(Math.abs((shares[index] ?? 0) - share)).toBeLessThan(0.08);
  expect(await valuesOf({ field: 'properties.of' })).toEqual([['w1', views * 0.9]]);
});

test('what only rare events have, and what has just arrived, is found with its count', async () => {
  expect(await valuesOf({ field: 'properties.plan' })).toEqual([['pro', 40]]);
  expect(await valuesOf({ field: 'properties.country', search: 'is' })).toEqual([['IS', 1]]);
  expect(await valuesOf({ field: 'properties.nowhere' })).toEqual([]);
});

test('names are counted exactly', async () => {
  expect(Object.fromEntries(await valuesOf({ field: 'name' }))).toEqual({
    click: (await valuesOf({ field: 'name', search: 'CLI' }))[0]?.[1],
    view: (await valuesOf({ field: 'name', event: 'view' }))[0]?.[1],
    signup: 40,
  });
});

test('what moved among many events is estimated from a sample, close to the truth, which is said', async () => {
  const day = Date.parse('2024-05-12T00:00:00Z');
  await world.engine.command({
    sql: `INSERT INTO events (workspace, name, timestamp, received_at, event_id, user_id, session_id, value, properties)
      SELECT 'w1', 'click', fromUnixTimestamp64Milli({day:Int64} + number * 4000), now64(3), 'x' || toString(number), '', '', NULL,
        '{"country":"AT"}'
      FROM numbers(20000)`,
    params: { day },
    timeoutMs: 60_000,
  });
  const spec = {
    kind: 'drivers' as const,
    measure: { agg: 'count' as const },
    fields: ['properties.country'],
    focus: { from: new Date(day).toISOString(), to: new Date(day + dayMs).toISOString() },
    range: { last: '30d' },
  };
  const { data } = await runQuery(world.ctx, { spec, purpose: 'warm' });
  if (data.kind !== 'drivers') throw new Error(data.kind);
  expect(data.sampledFrom?.of).toBe(views * 0.9 + 41 + 20_000);
  expect(data.sampledFrom?.events).toBeLessThan(1_500_000);
  const [first, ...others] = data.rows;
  expect(first).toMatchObject({ value: 'AT', outside: 0 });
  expect(first?.effect).toBeGreaterThan((0.9 * 20_000) / 24);
  const outsideHours = 29 * 24;
  const truth: Record<string, number> = { DE: 9 / 18, US: 4 / 18, FR: 5 / 18 };
  for (const { value, outside, effect } of others.filter(({ value }) => truth[value ?? ''] !== undefined)) {
    const expected = (views * 0.9 * (19 / 20) * (truth[value ?? ''] ?? 0)) / outsideHours;
    expect(Math.abs((outside ?? 0) / expected - 1)).toBeLessThan(0.1);
    expect(Math.abs(effect)).toBeLessThan((0.2 * 20_000) / 24);
  }
});
