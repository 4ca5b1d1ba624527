import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const now = Date.parse('2024-05-15T10:20:30Z');
const minute = 60_000;
const day = 24 * 60 * minute;
let world: QueryWorld;

beforeAll(async () => {
  world = await startQueryWorld(now);
  // Some granules in May, one in each of the four months before.
  const may = Array.from({ length: 60_000 }, (_, i) => now - (i % (14 * 24 * 60)) * minute);
  const before = Array.from({ length: 120 }, (_, i) => now - (16 + i) * day);
  await world.insert(
    [...may, ...before].map((timestamp, i) => ({
      timestamp,
      name: i % 2 === 0 ? 'view' : 'click',
      user_id: `u${i % 50}`,
      value: i,
      properties: { plan: 'pro' },
    })),
  );
}, 60_000);
afterAll(() => world.stop());

type Reading = { table: string; parts: number; ofParts: number; granules: number; ofGranules: number };

/** What the engine would read for a question: of the table's parts, and of the granules of those parts. */
async function readings(spec: QuerySpecInput): Promise<Reading[]> {
  world.asked.length = 0;
  await runQuery(world.ctx, { spec });
  const plans = world.asked.map(({ sql, params }) =>
    world.engine.query<{ explain: string }>({
      sql: `SELECT explain FROM (EXPLAIN indexes = 1 ${sql})`,
      ...(params === undefined ? {} : { params }),
    }),
  );
  return (await Promise.all(plans)).flatMap(({ rows }) =>
    rows
      .map((row) => row.explain)
      .join('\n')
      .split('ReadFromMergeTree ')
      .slice(1)
      .map(readingOf),
  );
}

function readingOf(step: string): Reading {
  const numbers = (pattern: RegExp): number[] => (pattern.exec(step) ?? []).slice(1).map(Number);
  const [parts = NaN, granules = NaN] = numbers(/Parts: (\d+) \| Granules: (\d+)/);
  const [ofParts = NaN] = numbers(/Min-Max[\s\S]*?Parts: \d+\/(\d+)/);
  const [ofGranules = NaN] = numbers(/PrimaryKey[\s\S]*?Granules: \d+\/(\d+)/);
  return { table: /sightglass\.(\w+)/.exec(step)?.[1] ?? '', parts, ofParts, granules, ofGranules };
}

const count = [{ agg: 'count' as const }];
const views = [{ agg: 'count' as const, event: 'view' }];
const last = { range: { last: '24h' } };
const onPlan: [string, '=', string][] = [['properties.plan', '=', 'pro']];

describe('a question of the last days over events of five months', () => {
  it.each<[string, QuerySpecInput, string[]]>([
    ['a property', { kind: 'total', measures: count, ...last, where: onPlan }, ['events']],
    ['one name and a property', { kind: 'total', measures: views, ...last, where: onPlan }, ['events']],
    ['one name', { kind: 'total', measures: views, ...last }, ['events_15m', 'events_1m']],
    ['all names by hours', { kind: 'trend', measures: count, ...last, grain: '1h' }, ['events_15m_all']],
    ['all names by days', { kind: 'trend', measures: count, range: { last: '7d' }, grain: '1d' }, ['events_1d_all']],
  ])('reads the part of one month: %s', async (_, spec, tables) => {
    const read = await readings(spec);
    expect(read.map(({ table }) => table).sort()).toEqual(tables);
    for (const { parts, ofParts } of read) expect({ parts, ofParts }).toEqual({ parts: 1, ofParts: 5 });
  });

  it('reads few granules of that part when it is about one name', async () => {
    const [events] = await readings({ kind: 'total', measures: views, range: { last: '12h' }, where: onPlan });
    expect(events).toMatchObject({ table: 'events', parts: 1 });
    expect(events?.ofGranules).toBeGreaterThanOrEqual(7);
    expect(events?.granules).toBeLessThanOrEqual(2);
    const [compared] = await readings({
      kind: 'total',
      measures: views,
      range: { last: '12h' },
      where: onPlan,
      compare: 'week',
    });
    expect(compared?.granules).toBeLessThanOrEqual(4);
    const minutes = (await readings({ kind: 'total', measures: views, range: { last: '2h' } })).find(
      ({ table }) => table === 'events_1m',
    );
    expect(minutes).toMatchObject({ parts: 1, granules: 1, ofGranules: 2 });
  });

  it.each([
    [
      'from the first hour that there is, compared with a year before it',
      '1970-01-01T00:00:00Z',
      '2069-12-01T00:00:00Z',
    ],
    ['to the last one', '2000-01-02T00:00:00Z', '2099-12-31T00:00:00Z'],
  ])('leaves nothing out of a range %s', async (_, from, to) => {
    const { data } = await runQuery(world.ctx, {
      spec: { kind: 'total', measures: count, range: { from, to }, where: onPlan, compare: 'year' },
    });
    expect(data).toMatchObject({ values: [{ value: 60_120 }] });
  });
});
