import { apiKey, writeKey, type Portal } from '../e2e/portal';
import { median, perSecond, ratio, type Figure } from './figures';
import { load } from './load';
import { rawInsertRate } from './raw-engine';

const batchSize = 1_000;
const batches = 200;
const lanes = 4;

/** One batch as a client sends it: NDJSON with a few properties. */
export function eventLines(count: number, offset: number): string {
  const start = Date.now() - 3_600_000;
  return Array.from({ length: count }, (_, i) => {
    const n = offset + i;
    return JSON.stringify({
      name: ['page_view', 'click', 'search'][n % 3],
      timestamp: start + (n % 3_600) * 1_000,
      userId: `u${n % 5_000}`,
      value: (n * 7) % 400,
      properties: {
        path: `/docs/page-${n % 100}`,
        country: ['US', 'DE', 'IN', 'BR'][n % 4],
        browser: ['chrome', 'firefox', 'safari'][n % 3],
      },
    });
  }).join('\n');
}

/** Rows per second over HTTP until they are all in the engine, against raw inserts of the same rows; and single events. */
export async function measureIngest(portal: Portal): Promise<Figure[]> {
  const bodies = Array.from({ length: batches }, (_, i) => eventLines(batchSize, i * batchSize));
  const rates: { accepted: number; visible: number }[] = [];
  for (let round = 0; round < 3; round += 1) rates.push(await ingestOnce(portal, bodies));
  const raw = await rawInsertRate(bodies);
  const visible = median(rates.map((rate) => rate.visible));

  const headers = { authorization: `Bearer ${writeKey}` };
  const single = await load({
    url: `${portal.url}/api/events`,
    method: 'POST',
    headers,
    body: '{"name":"bench.single","value":1}',
    connections: 50,
    seconds: 5,
  });
  const empty = await load({ url: `${portal.url}/api/version`, connections: 50, seconds: 5 });
  const times = single.requestsPerSecond / empty.requestsPerSecond;
  return [
    {
      what: 'ingest over HTTP in batches of 1,000: accepted (durable)',
      measured: `${perSecond(median(rates.map((rate) => rate.accepted)))} rows`,
    },
    { what: 'ingest over HTTP until queryable', measured: `${perSecond(visible)} rows` },
    { what: 'raw engine insert of the same rows', measured: `${perSecond(raw)} rows` },
    {
      what: 'ingest until queryable / raw insert',
      measured: ratio(visible / raw),
      goal: '≥ 0.6',
      isMet: visible / raw >= 0.6,
      row: 'bulk',
      value: visible / raw,
    },
    {
      what: 'single-event ingest, 50 connections',
      measured: `${perSecond(single.requestsPerSecond)}, p97.5 ${single.p95} ms, ${single.errors} errors`,
    },
    { what: 'empty Next route handler, same run', measured: perSecond(empty.requestsPerSecond) },
    {
      what: 'single-event ingest / empty Next route',
      measured: ratio(times),
      goal: '≥ 5 ×',
      isMet: times >= 5,
      row: 'single',
      value: times,
    },
  ];
}

async function ingestOnce(portal: Portal, bodies: readonly string[]): Promise<{ accepted: number; visible: number }> {
  const before = await count(portal);
  const start = performance.now();
  let next = 0;
  const lane = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const reply = await fetch(`${portal.url}/api/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${writeKey}` },
        body,
      });
      if (reply.status !== 202) throw new Error(`batch was answered ${reply.status}: ${await reply.text()}`);
      await reply.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const accepted = performance.now() - start;
  const rows = bodies.length * batchSize;
  while ((await count(portal)) < before + rows) await new Promise((resolve) => setTimeout(resolve, 25));
  const visible = performance.now() - start;
  return { accepted: (rows / accepted) * 1_000, visible: (rows / visible) * 1_000 };
}

async function count(portal: Portal): Promise<number> {
  const now = Date.now();
  const range = {
    from: new Date(now - 86_400_000).toISOString(),
    to: new Date(now + 60_000 + Math.floor(Math.random() * 1_000)).toISOString(),
  };
  const reply = await fetch(`${portal.url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ kind: 'total', measures: [{ agg: 'count' }], range }),
  });
  const answer = (await reply.json()) as { data: { values: { value: number }[] } };
  return answer.data.values[0]?.value ?? 0;
}
