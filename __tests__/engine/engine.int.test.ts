import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEngine } from '@/lib/engine/client';
import type { EngineOptions } from '@/lib/engine/backend';
import { engineTables } from '@/lib/model/engine-tables';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';
import { hostEntry, startTestEngine, type TestEngine } from '../build/engine';

const options = (config: EngineOptions['config']): EngineOptions => ({
  config,
  hostEntry,
  log: createLogger('silent'),
  metrics: createMetrics(),
  clock: systemClock,
});

type Sent = { name: string; timestamp: string; user_id?: string; value?: number; properties?: Record<string, unknown> };
const ndjson = (events: Sent[]): Buffer =>
  Buffer.from(
    events
      .map(
        (event, i) =>
          `${JSON.stringify({ workspace: 'w', event_id: `e${i}`, received_at: event.timestamp, ...event })}\n`,
      )
      .join(''),
  );

describe('the engine', () => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await startTestEngine();
  });
  afterAll(() => test.stop());

  it('gives rows as objects with the work they took', async () => {
    const answer = await test.engine.query({
      sql: `SELECT number AS n, {s:String} AS s FROM numbers(3)`,
      params: { s: "it's" },
    });
    expect(answer.rows).toEqual([0, 1, 2].map((n) => ({ n, s: "it's" })));
    expect(answer).toMatchObject({ rowsRead: 3, bytesRead: 24 });
    expect(answer.tookMs).toBeGreaterThan(0);
  });

  it('streams rows in batches and stops the query when the reader leaves', async () => {
    let seen = 0;
    for await (const batch of test.engine.stream<{ n: number }>({
      sql: 'SELECT number AS n FROM numbers(1000000000)',
    })) {
      seen += batch.length;
      if (seen > 100_000) break;
    }
    for (let running = 1; running > 0;) {
      const { rows } = await test.engine.query<{ n: number }>({
        sql: `SELECT count() AS n FROM system.processes WHERE query LIKE '%1000000000%' AND query NOT LIKE '%processes%'`,
      });
      running = rows[0]?.n ?? 0;
    }
    expect(seen).toBeGreaterThan(100_000);
  });

  it('inserts a batch once however often its token comes, in the events and in every rollup', async () => {
    const rows = ndjson(
      Array.from({ length: 500 }, (_, i) => ({
        name: i % 2 === 0 ? 'a' : 'b',
        timestamp: new Date(Date.UTC(2026, 0, 31, 23, 50) + i * 2_400).toISOString(),
        ...(i % 3 === 0 ? {} : { user_id: `u${i % 40}` }),
        ...(i % 4 === 0 ? {} : { value: ((i * 37) % 101) - 50 }),
        properties: { carrier: { code: `c${i % 5}` }, delay: i },
      })),
    );
    for (let i = 0; i < 3; i += 1)
      expect(await test.engine.insert({ table: 'events', rows, token: 'batch-1' })).toEqual({ rows: 500 });
    const raw = await test.engine.query({
      sql: `SELECT name, toStartOfMinute(timestamp) AS minute, count() AS events, uniqIf(user_hash, user_hash != 0) AS users, sum(value) AS sum,
          count(value) AS n, min(value) AS least, max(value) AS most, quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value) AS q,
          argMax(value, (timestamp, ifNull(value, 0))) AS last
        FROM events GROUP BY name, minute ORDER BY name, minute`,
    });
    const rolled = await test.engine.query({
      sql: `SELECT name, minute, sum(events) AS events, uniqMerge(users) AS users, sum(value_sum) AS sum, sum(value_count) AS n,
          min(value_min) AS least, max(value_max) AS most, quantilesDDMerge(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value_quantiles) AS q,
          argMaxMerge(value_last) AS last
        FROM events_1m GROUP BY name, minute ORDER BY name, minute`,
    });
    expect(raw.rows.length).toBeGreaterThan(30);
    expect(rolled.rows).toEqual(raw.rows);
    for (const [table, keys] of [
      ['events_15m', 'name'],
      ['events_15m_all', 'workspace'],
      ['events_1d_all', 'workspace'],
    ]) {
      const step = table === 'events_1d_all' ? 'toStartOfDay' : 'toStartOfFifteenMinutes';
      const sums = `SELECT ${keys}, ${step}(minute) AS start, sum(events) AS events, uniqMerge(users) AS users, sum(value_sum) AS sum,
          sum(value_count) AS n, min(value_min) AS least, max(value_max) AS most, argMaxMerge(value_last) AS last,
          quantilesDDMerge(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value_quantiles) AS q`;
      const [wide, narrow] = await Promise.all(
        [table, 'events_1m'].map((from) =>
          test.engine.query({ sql: `${sums} FROM ${from} GROUP BY ALL ORDER BY ${keys}, start` }),
        ),
      );
      expect(wide?.rows.length).toBeGreaterThan(1);
      expect(wide?.rows).toEqual(narrow?.rows);
    }
    const typed = await test.engine.query({
      sql: `SELECT sum(properties.delay::Int64) AS delay, uniq(properties.carrier.code::String) AS codes, count() AS n FROM events`,
    });
    expect(typed.rows).toEqual([{ delay: 124_750, codes: 5, n: 500 }]);
  });

  it('answers an insert once the part of every table that it fills is synced with its folder', async () => {
    const syncs = async (): Promise<{ files: number; folders: number }> => {
      const { rows } = await test.engine.query<{ files: number; folders: number }>({
        sql: `SELECT sumIf(value, event = 'FileSync') AS files, sumIf(value, event = 'DirectorySync') AS folders FROM system.events`,
      });
      return rows[0] ?? { files: 0, folders: 0 };
    };
    const filled = engineTables.filter(({ table }) => table !== 'rejected_events').length;
    const before = await syncs();
    await test.engine.insert({
      table: 'events',
      rows: ndjson([{ name: 'durable', timestamp: '2026-02-01T00:00:00.000Z' }]),
      token: 'durable-1',
    });
    const after = await syncs();
    // A part has files for its data, its index and its checksums at least.
    expect(after.files - before.files).toBeGreaterThanOrEqual(3 * filled);
    expect(after.folders - before.folders).toBeGreaterThanOrEqual(filled);
  });

  it('says what is wrong with a query in one line and keeps the rest for the log', async () => {
    const failure = test.engine.query({ sql: 'SELECT nothing FROM events' });
    await expect(failure).rejects.toMatchObject({ name: 'AppError', code: 'query_rejected', detail: { code: '47' } });
    await expect(failure).rejects.toThrow(/^[^\n]*nothing[^\n]*$/);
  });

  it('calls a query that takes too long a timeout and one that nobody waits for cancelled', async () => {
    const sql = 'SELECT sum(cityHash64(number)) AS s FROM numbers(100000000000)';
    await expect(test.engine.query({ sql, timeoutMs: 200 })).rejects.toMatchObject({ code: 'engine_timeout' });
    const aborter = new AbortController();
    const call = test.engine.query({ sql, signal: aborter.signal });
    aborter.abort();
    await expect(call).rejects.toMatchObject({ code: 'query_rejected' });
    await expect(test.engine.query({ sql, signal: aborter.signal })).rejects.toMatchObject({ code: 'query_rejected' });
  });

  it('is healthy, counts its calls and can be migrated again', async () => {
    expect(await test.engine.isHealthy()).toBe(true);
    const text = await test.metrics.registry.metrics();
    expect(text).toMatch(/sightglass_engine_query_duration_seconds_count\{purpose="query",result="engine_timeout"\} 1/);
    expect(text).toContain('sightglass_engine_up 1');
    const applied = await test.engine.query({ sql: 'SELECT version, name FROM schema_migrations ORDER BY version' });
    expect(applied.rows).toEqual([
      { version: 1, name: 'events' },
      { version: 2, name: 'quarters' },
      { version: 3, name: 'quarter totals' },
      { version: 4, name: 'day totals' },
      { version: 5, name: 'durable parts' },
      { version: 6, name: 'summaries' },
    ]);
  });

  it('refuses a folder that another engine uses, and names the setting', async () => {
    const second = openEngine(options({ mode: 'embedded', dataDir: test.dataDir }));
    await expect(second).rejects.toThrow(/in use by another process.*SIGHTGLASS_DATA/);
  });
});

describe('opening the engine', () => {
  it('names a folder that it cannot write', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-ro-'));
    // Root may write everywhere, but nobody can make a folder inside a file.
    const file = path.join(dir, 'file');
    await writeFile(file, '');
    const opened = openEngine(options({ mode: 'embedded', dataDir: path.join(file, 'engine') }));
    await expect(opened).rejects.toThrow(/cannot be written.*SIGHTGLASS_DATA/);
    await rm(dir, { recursive: true });
  });

  it('names a ClickHouse server that does not answer', async () => {
    await expect(openEngine(options({ mode: 'clickhouse', url: 'http://127.0.0.1:1' }))).rejects.toThrow(
      /127\.0\.0\.1:1 \(CLICKHOUSE_URL\)/,
    );
  });

  it('lets the engine end with the process that started it', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-orphan-'));
    const script = `
      const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(hostEntry)}], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.on('message', () => { console.log(child.pid); });
      child.send({ type: 'open', dataDir: ${JSON.stringify(dataDir)}, secret: 'x', limits: { readers: 1, queue: 1, maxExecutionSeconds: 5, queryMemory: 1e9, readerMemory: 1e9, serverMemory: 1e9 } });`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))),
    );
    parent.kill('SIGKILL');
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    while (isAlive()) await new Promise((resolve) => setTimeout(resolve, 20));
    await rm(dataDir, { recursive: true, force: true });
  });
});
