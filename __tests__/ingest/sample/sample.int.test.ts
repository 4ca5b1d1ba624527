import { bytes, openWorld, runToEnd, type World } from '../imports/world';
import { readFile } from 'node:fs/promises';
import { createImport } from '@/lib/ingest/imports/create-import';
import { startImport } from '@/lib/ingest/imports/start-import';
import { purgeWorkspaces } from '@/lib/ingest/sample/purge-workspace';
import { FlightsFile, flightsPath } from '@/lib/ingest/sample/flights-file';
import { loadHistory, planLoad, type SampleRun } from '@/lib/ingest/sample/load-history';
import {
  readLoad,
  readPurges,
  writeLoad,
  writePurges,
  writeReplay,
  writeSpeed,
  type SampleLoad,
} from '@/lib/ingest/sample/sample-state';
import { replaySlice } from '@/lib/ingest/sample/replay-slice';
import { sampleShift } from '@/lib/ingest/sample/sample-plan';
import { engineTables } from '@/lib/model/engine-tables';

const file = flightsPath() ?? '';
let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

const load = (historyRows: number): SampleLoad => ({
  shiftMs: sampleShift(Date.UTC(2026, 4, 1)),
  loadedAt: Date.UTC(2026, 4, 1),
  fromRow: 0,
  historyRows,
  remaining: historyRows,
  rowsPerSecond: 0,
});

test('history that is interrupted after an insert and before its checkpoint is complete and not doubled', async () => {
  const plan = load(60_000);
  await writeLoad(world.services, world.workspaceId, plan);
  const run = (signal: AbortSignal): SampleRun => ({
    file,
    workspaceId: world.workspaceId,
    threadFile: undefined,
    signal,
  });
  const killed = new Error('killed');
  let inserts = 0;
  const breaking = {
    ...world.services,
    engine: {
      ...world.services.engine,
      insert: async (insert: Parameters<typeof world.services.engine.insert>[0]) => {
        const result = await world.services.engine.insert(insert);
        inserts += 1;
        if (inserts === 2) throw killed;
        return result;
      },
    },
  };
  await expect(loadHistory(breaking, run(new AbortController().signal), plan)).rejects.toBe(killed);
  const left = await readLoad(world.services, world.workspaceId);
  expect(left?.remaining).toBe(40_000);
  await loadHistory(world.services, run(new AbortController().signal), left ?? plan);
  expect(await world.count(`name = 'departure'`)).toBe(60_000);
  expect(await world.count(`name = 'departure' AND toInt64(value) != properties.delay::Int64`)).toBe(0);
  const { rows } = await world.services.engine.query<{ n: string; ids: string; weekday: number }>({
    sql: `SELECT sum(events) AS n FROM events_1m WHERE name = 'departure'`,
  });
  expect(Number(rows[0]?.n)).toBe(60_000);
}, 180_000);

test('a portal that was away fills the hole once, up to now, unless somebody holds the replay', async () => {
  const hour = 3_600_000;
  const now = Date.UTC(2026, 10, 25, 18);
  const workspaceId = 'ws-asleep';
  const services = { ...world.services, clock: { ...world.services.clock, now: () => now } };
  const run: SampleRun = { file, workspaceId, threadFile: undefined, signal: new AbortController().signal };
  await world.services.store.workspaces.insert({
    id: workspaceId,
    slug: 'asleep',
    name: 'Asleep',
    kind: 'sample',
    timezone: 'UTC',
    retentionDays: 400,
    createdAt: now,
  });
  const history = { ...load(60_000), loadedAt: now - 9 * hour, remaining: 0 };
  await writeLoad(services, workspaceId, history);
  await writeReplay(services, workspaceId, { row: 60_500, lap: 0, at: now - 90_000 });
  expect(await planLoad(services, run)).toEqual(history);

  await writeReplay(services, workspaceId, { row: 60_500, lap: 0, at: now - 3 * hour });
  await writeSpeed(services, workspaceId, 0);
  expect(await planLoad(services, run)).toEqual(history);
  await writeSpeed(services, workspaceId, 5);
  const gap = await planLoad(services, run);
  expect(gap.fromRow).toBeGreaterThan(0);
  // Stopped before it is loaded: the same plan goes on.
  expect(await planLoad(services, run)).toEqual(gap);
  await loadHistory(services, run, gap);
  const loaded = await readLoad(services, workspaceId);
  expect(loaded?.remaining).toBe(gap.fromRow);
  // Before the replay has written down where it is: what was filled is not filled again.
  expect(await planLoad(services, run)).toEqual(loaded);

  const { rows } = await services.engine.query<{ n: number; low: number; high: number; hours: number }>({
    sql: `SELECT toUInt32(count()) AS n, toInt32(min(dateDiff('minute', timestamp, fromUnixTimestamp64Milli({now:Int64})))) AS low,
      toInt32(max(dateDiff('minute', timestamp, fromUnixTimestamp64Milli({now:Int64})))) AS high,
      toUInt32(uniqExact(toStartOfHour(timestamp))) AS hours
      FROM events WHERE workspace = 'ws-asleep'`,
    params: { now },
  });
  expect(rows[0]?.n).toBe(gap.historyRows - gap.fromRow);
  expect(rows[0]?.hours).toBe(3);
  expect(rows[0]?.low).toBeGreaterThanOrEqual(0);
  expect(rows[0]?.low).toBeLessThan(10);
  expect(rows[0]?.high).toBeGreaterThan(170);
  expect(rows[0]?.high).toBeLessThanOrEqual(180);
}, 120_000);

test('the cut between history and replay is the first flight after its minute', async () => {
  const flights = await FlightsFile.open(file);
  const row = await flights.firstRowAfter(Date.UTC(2001, 0, 2, 12, 0));
  const { flights: next } = await replaySlice({ file, from: row });
  const { flights: before } = await replaySlice({ file, from: row - 1 });
  expect(Math.floor((next[0]?.time ?? 0) / 60_000) * 60_000).toBeGreaterThan(Date.UTC(2001, 0, 2, 12, 0));
  expect(before.find((flight) => flight.row === row - 1)?.time).toBeLessThan(Date.UTC(2001, 0, 2, 12, 1));
  expect(next.every(({ time }, at) => at === 0 || time >= (next[at - 1]?.time ?? 0))).toBe(true);
}, 120_000);

test('the Parquet file of flights is understood and begins to load as an import of its own', async () => {
  const job = await createImport(world.ctx, { fileName: 'flights-3m.parquet', body: bytes(await readFile(file)) });
  expect(job).toMatchObject({ state: 'mapping', positionTotal: 3_000_000, mapping: { format: 'parquet' } });
  const targets = Object.fromEntries((job.mapping?.columns ?? []).map(({ column, to }) => [column, to]));
  expect(targets).toMatchObject({ date: 'timestamp', delay: 'value', origin: 'property' });
  // The last 30,000 rows, as after a stop.
  const started = await startImport(world.ctx, { id: job.id });
  const done = await runToEnd(world, { ...started, position: 2_970_000 });
  expect(done).toMatchObject({ state: 'done', rowsLoaded: 30_000, rowsBad: 0 });
  expect(await world.count(`name = 'flights_3m' AND properties.origin != ''`)).toBe(30_000);
}, 180_000);

test('a workspace that is gone leaves nothing in the engine, neither events nor rollups', async () => {
  const spool = { sync: () => Promise.resolve({ segment: 0, offset: 0 }), whenCommitted: () => Promise.resolve() };
  const services = { ...world.services, spool: { ...world.services.spool, ...spool } };
  await writePurges(services, [world.workspaceId]);
  await purgeWorkspaces(services);
  const own = `workspace = '${world.workspaceId}'`;
  expect(await world.count(own)).toBe(0);
  for (const { table } of engineTables) {
    const { rows } = await world.services.engine.query<{ n: string }>({
      sql: `SELECT count() AS n FROM ${table} WHERE ${own}`,
    });
    expect([table, Number(rows[0]?.n)]).toEqual([table, 0]);
  }
  expect(await readPurges(services)).toEqual([]);
}, 60_000);
