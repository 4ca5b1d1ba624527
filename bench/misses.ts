import { Agent, request } from 'node:http';
import { createClient } from '@clickhouse/client';
import { apiKey, startPortal, writeKey, type Portal } from '../e2e/portal';
import { compileTrend } from '../lib/query/compile';
import { parseSpec } from '../lib/query/parse-spec';
import { neededRanges, trendPlanOf } from '../lib/query/plan';
import type { Compiled } from '../lib/query/scope';
import { startEngineHost } from './engine-host';
import { median, ms, ratio, type Figure } from './figures';

const hour = 3_600_000;
const rounds = 400;
const warmUps = 300;
const names = 40;

/**
 * Questions that nobody has asked yet, against the very statement that the portal makes of them, sent straight to the engine
 * with the official client. Each round asks both ways, in turns first, about a name of its own, so that nothing is known.
 */
export async function measureMisses(): Promise<Figure[]> {
  const host = await startEngineHost();
  const portal = await startPortal({ CLICKHOUSE_URL: host.url });
  try {
    await seed(portal);
    return await compareMisses(portal, host.url);
  } finally {
    await portal.stop();
    await host.stop();
  }
}

async function compareMisses(portal: Portal, engineUrl: string): Promise<Figure[]> {
  const engine = createClient({ url: engineUrl, database: 'sightglass' });
  const workspace = await mainWorkspace(engine);
  const agent = new Agent({ keepAlive: true });
  const inEngine: number[] = [];
  const ask = async (name: string): Promise<void> => {
    const answer = JSON.parse(await post(agent, `${portal.url}/api/query`, JSON.stringify(questionWithout(name)))) as {
      meta: { freshness: string; tookMs: number };
    };
    if (answer.meta.freshness !== 'fresh') throw new Error(`expected a miss, got ${answer.meta.freshness}`);
    inEngine.push(answer.meta.tookMs);
  };
  const askEngine = async (name: string): Promise<void> => {
    const { sql, params, settings } = statement(questionWithout(name), workspace);
    const rows = await engine.query({
      query: sql,
      query_params: params,
      clickhouse_settings: settings,
      format: 'JSONCompact',
    });
    await rows.json();
  };
  const through: number[] = [];
  const straight: number[] = [];
  const timed = async (work: () => Promise<void>, times: number[]): Promise<void> => {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  };
  for (let i = -warmUps; i < rounds; i += 1) {
    const asked = [
      () => timed(() => ask(`through ${i}`), i < 0 ? [] : through),
      () => timed(() => askEngine(`straight ${i}`), i < 0 ? [] : straight),
    ];
    for (const one of i % 2 === 0 ? asked : asked.reverse()) await one();
  }
  agent.destroy();
  await engine.close();
  const times = median(through) / median(straight);
  return [
    { what: `\`/api/query\` miss, median of ${rounds}`, measured: ms(median(through)) },
    { what: 'of which the portal waited for the engine', measured: ms(median(inEngine)) },
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

const questionWithout = (name: string) => ({
  kind: 'trend',
  measures: [{ agg: 'count' }],
  where: [['name', '!=', name]],
  range: { last: '24h' },
  grain: '1h',
});

function statement(question: object, workspaceId: string): Compiled {
  const spec = parseSpec(question);
  if (spec.kind !== 'trend') throw new Error('not a trend');
  const plan = trendPlanOf(spec, Date.now());
  const { source, grain } = plan;
  return compileTrend(spec, { source, grain, ranges: neededRanges(plan), groups: [], hasOther: false, workspaceId });
}

/** Over Node's own HTTP, as the official client does it. */
function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const outgoing = request(url, { agent, method: 'POST', headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (piece: string) => (text += piece));
      reply.on('end', () => resolve(text));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function mainWorkspace(engine: ReturnType<typeof createClient>): Promise<string> {
  const rows = await engine.query({
    query: 'SELECT workspace FROM events_1m GROUP BY workspace ORDER BY sum(events) DESC LIMIT 1',
    format: 'JSONEachRow',
  });
  return (await rows.json<{ workspace: string }>())[0]?.workspace ?? '';
}

/** A day of events of many names, so that the question reads something: some fifty thousand rows of the rollup. */
async function seed(portal: Portal): Promise<void> {
  const start = Date.now() - 26 * hour;
  for (let batch = 0; batch < 20; batch += 1) {
    const events = Array.from({ length: 5_000 }, (_, i) => ({
      name: `bench.${i % names}`,
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
