import { enforceRetention } from '@/lib/ingest/retention/enforce-retention';
import { getRetention } from '@/lib/ingest/retention/verbs/get-retention';
import { setRetention } from '@/lib/ingest/retention/verbs/set-retention';
import type { Context } from '@/lib/context';
import { engineTables } from '@/lib/model/engine-tables';
import type { Actor, Role } from '@/lib/model/actor';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import type { Store } from '@/lib/store/store';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';
import { openTestStore } from '../../build/store';
import { workspace } from '../../store/contract';

jest.setTimeout(120_000);
const now = Date.UTC(2026, 4, 20, 12);
const at = (month: number, day: number) => Date.UTC(2026, month - 1, day, 6);

let world: QueryWorld;
let store: Store;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  const opened = await openTestStore();
  ({ store, close: closeStore } = opened);
  world = await startQueryWorld(now);
  for (const id of ['w1', 'w2']) await store.workspaces.insert(workspace(id, { retentionDays: null }));
});
afterAll(async () => {
  await world.stop();
  await closeStore();
});

const actorOf = (role: Role, workspaceId = 'w1'): Actor => ({
  kind: 'user',
  userId: 'u',
  email: 'u@example.com',
  workspaceId,
  role,
});
let ids = 0;
const ctxOf = (actor: Actor): Context => ({ ...world.ctx, store, actor, newId: () => `id-${(ids += 1)}` });
const owner = () => ctxOf(actorOf('owner'));
const days = (n: number) => Math.round((now - at(5, n)) / 86_400_000);

async function rowsOf(table: string, workspaceId: string): Promise<number> {
  const sum = table === 'events_1m' ? 'sum(events)' : 'count()';
  const sql = `SELECT ${sum} AS n FROM ${table} WHERE workspace = {w:String}`;
  return (await world.engine.query<{ n: number }>({ sql, params: { w: workspaceId } })).rows[0]?.n ?? -1;
}
const partitions = async () => {
  const sql = `SELECT DISTINCT partition FROM system.parts WHERE database = 'sightglass' AND table = 'events' AND active AND rows > 0 ORDER BY partition`;
  return (await world.engine.query<{ partition: string }>({ sql })).rows.map(({ partition }) => partition);
};
const events = (workspaceId: string) =>
  [at(1, 5), at(1, 25), at(2, 10), at(5, 2), at(5, 15)].flatMap((timestamp) =>
    ['view', 'order'].map((name) => ({ workspace: workspaceId, name, timestamp, value: 1 })),
  );
const total: QuerySpecInput = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '180d' } };
const byDay: QuerySpecInput = { kind: 'trend', measures: [{ agg: 'count' }], grain: '1d', range: { last: '180d' } };
const counted = async (ctx: Context): Promise<[unknown, number]> => {
  const { data } = await runQuery(ctx, { spec: total });
  const trend = (await runQuery(ctx, { spec: byDay })).data as unknown as { series: { values: (number | null)[] }[] };
  const sum = trend.series[0]?.values.reduce<number>((all, value) => all + (value ?? 0), 0) ?? -1;
  return [(data as unknown as { values: { value: number }[] }).values[0]?.value, sum];
};

describe('the table of tables', () => {
  it('names every table of the engine that holds rows of workspaces', async () => {
    const sql = `SELECT table FROM system.columns WHERE database = 'sightglass' AND name = 'workspace'
                 AND table IN (SELECT name FROM system.tables WHERE engine LIKE '%MergeTree') ORDER BY table`;
    const { rows } = await world.engine.query<{ table: string }>({ sql });
    expect(rows.map(({ table }) => table)).toEqual(engineTables.map(({ table }) => table).sort());
  });
});

describe('retention', () => {
  it('deletes nothing by default', async () => {
    await world.insert([...events('w1'), ...events('w2')]);
    expect(await enforceRetention(owner())).toBe(0);
    expect(await getRetention(owner(), {})).toEqual({ days: null, expired: null });
  });

  it('is for owners, and says before what would go', async () => {
    await expect(setRetention(ctxOf(actorOf('admin')), { days: 30 })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await getRetention(ctxOf(actorOf('viewer')), { days: days(10) })).expired?.events).toBe(8);
    expect(await store.audit.list('w1', 10)).toEqual([]);
  });

  it('deletes what is older from the events and the rollups, and of nobody else', async () => {
    const reader = ctxOf(actorOf('viewer'));
    expect(await counted(reader)).toEqual([10, 10]);
    expect(await setRetention(owner(), { days: days(10) })).toMatchObject({ days: days(10), expired: { events: 8 } });
    expect(await enforceRetention(owner())).toBe(8);
    for (const table of ['events', 'events_1m']) expect([table, await rowsOf(table, 'w1')]).toEqual([table, 2]);
    for (const table of ['events', 'events_1m']) expect([table, await rowsOf(table, 'w2')]).toEqual([table, 10]);
    // Cached answers, too, which without a change of their window would live for minutes.
    world.clock.advance(10_000);
    expect(await counted(reader)).toEqual([2, 2]);
    expect(await enforceRetention(owner())).toBe(0);
    const audit = await store.audit.list('w1', 10);
    expect(audit.map(({ action, after }) => [action, after]).sort()).toEqual([
      ['events.delete', { events: 8, before: new Date(at(5, 10) - 6 * 3_600_000).toISOString() }],
      ['workspace.retention', { days: days(10) }],
    ]);
    expect(await partitions()).toEqual(['202601', '202602', '202605']);
  });

  it('drops months that no workspace keeps', async () => {
    await setRetention(ctxOf(actorOf('owner', 'w2')), { days: 100 });
    expect(await enforceRetention(owner())).toBe(4);
    expect(await partitions()).toEqual(['202602', '202605']);
    expect(await rowsOf('events_1m', 'w2')).toBe(6);
    const text = await world.ctx.metrics.registry.metrics();
    expect(text).toContain('sightglass_retention_deleted_events_total 12');
  });

  it('goes on where it was stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stop'));
    await setRetention(ctxOf(actorOf('owner', 'w2')), { days: days(10) });
    expect(await enforceRetention(owner(), stopped)).toBe(0);
    expect(await rowsOf('events', 'w2')).toBe(6);
    expect(await enforceRetention(owner())).toBe(4);
    expect(await rowsOf('events', 'w2')).toBe(2);
  });
});
