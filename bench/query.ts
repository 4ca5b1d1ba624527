import { createClient } from '@clickhouse/client';
import { apiKey, startPortal, writeKey, type Portal } from '../e2e/portal';
import { startEngineHost } from './engine-host';
import { median, ms, perSecond, ratio, type Figure } from './figures';
import { load } from './load';

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
const hour = 3_600_000;
const question = { kind: 'trend', measures: [{ agg: 'count' }], range: { last: '24h' }, grain: '1h' };

/** A cached answer at 50 connections, against an empty Next route of the same run. */
export async function measureCacheHits(portal: Portal): Promise<Figure[]> {
  const hit = await load({
    url: `${portal.url}/api/query`,
    method: 'POST',
    headers,
    body: JSON.stringify(question),
    connections: 50,
    seconds: 8,
  });
  const empty = await load({ url: `${portal.url}/api/version`, connections: 50, seconds: 8 });
  const times = hit.requestsPerSecond / empty.requestsPerSecond;
  return [
    {
      what: '`/api/query` cache hit, 50 connections',
      measured: `${perSecond(hit.requestsPerSecond)}, p50 ${hit.p50} ms, p97.5 ${hit.p95} ms, p99 ${hit.p99} ms, ${hit.errors} errors`,
      row: 'cached-rate',
      value: hit.requestsPerSecond,
    },
    {
      what: 'the same, p97.5',
      measured: ms(hit.p95),
      goal: '≤ 20 ms',
      isMet: hit.p95 <= 20,
      row: 'cached-p95',
      value: hit.p95,
    },
    {
      what: 'empty Next route handler, same run',
      measured: `${perSecond(empty.requestsPerSecond)}, p97.5 ${empty.p95} ms`,
    },
    {
      what: 'cache hit / empty Next route',
      measured: ratio(times),
      goal: '≥ 5 ×',
      isMet: times >= 5,
      row: 'hit',
      value: times,
    },
  ];
}

/** Misses (each a range nobody asked for yet), against the same SQL sent straight to the engine with the official client. */
export async function measureMisses(): Promise<Figure[]> {
  const host = await startEngineHost();
  const portal = await startPortal({ CLICKHOUSE_URL: host.url });
  try {
    return await compareMisses(portal, host.url);
  } finally {
    await portal.stop();
    await host.stop();
  }
}

async function compareMisses(portal: Portal, engineUrl: string): Promise<Figure[]> {
  await seed(portal);
  const engine = createClient({ url: engineUrl, database: 'sightglass' });
  const through: number[] = [];
  const straight: number[] = [];
  for (let i = 0; i < 60; i += 1) {
    const to = Date.now() - hour - i * 61_000;
    const range = { from: new Date(to - 24 * hour).toISOString(), to: new Date(to).toISOString() };
    const start = performance.now();
    const reply = await fetch(`${portal.url}/api/query`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...question, range }),
    });
    const answer = (await reply.json()) as { meta: { freshness: string } };
    if (answer.meta.freshness !== 'fresh') throw new Error(`expected a miss, got ${answer.meta.freshness}`);
    through.push(performance.now() - start);
    const begin = performance.now();
    const rows = await engine.query({
      query: `SELECT toUnixTimestamp(toStartOfInterval(minute, INTERVAL 1 HOUR, 'UTC')) AS bucket, sum(events) AS v FROM events_1m
        WHERE workspace = {workspace:String} AND minute >= fromUnixTimestamp64Milli({from:Int64}) AND minute < fromUnixTimestamp64Milli({to:Int64}) GROUP BY bucket ORDER BY bucket`,
      query_params: { workspace: await mainWorkspace(engine), from: to - 24 * hour, to },
      format: 'JSONEachRow',
    });
    await rows.json();
    straight.push(performance.now() - begin);
  }
  await engine.close();
  const times = median(through) / median(straight);
  return [
    { what: '`/api/query` miss, median of 60', measured: ms(median(through)) },
    { what: 'the same SQL straight at the engine', measured: ms(median(straight)) },
    {
      what: 'miss / straight',
      measured: ratio(times),
      goal: '≤ 1.15 ×',
      isMet: times <= 1.15,
      row: 'miss',
      value: times,
    },
  ];
}

let workspace: string | undefined;
async function mainWorkspace(engine: ReturnType<typeof createClient>): Promise<string> {
  if (workspace === undefined) {
    const rows = await engine.query({
      query: 'SELECT workspace FROM events_1m GROUP BY workspace ORDER BY sum(events) DESC LIMIT 1',
      format: 'JSONEachRow',
    });
    workspace = (await rows.json<{ workspace: string }>())[0]?.workspace ?? '';
  }
  return workspace;
}

/** A day of events, a hundred thousand, so that the question reads something. */
async function seed(portal: Portal): Promise<void> {
  const start = Date.now() - 26 * hour;
  for (let batch = 0; batch < 20; batch += 1) {
    const events = Array.from({ length: 5_000 }, (_, i) => ({
      name: 'bench.seed',
      timestamp: start + ((batch * 5_000 + i) / 100_000) * 26 * hour,
      value: i % 100,
    }));
    const reply = await fetch(`${portal.url}/api/events?wait=visible`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writeKey}` },
      body: JSON.stringify(events),
    });
    if (reply.status !== 202) throw new Error(`seeding was answered ${reply.status}: ${await reply.text()}`);
  }
}
