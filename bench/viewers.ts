import { apiKey, type Portal } from '../e2e/portal';
import { ms, percentile, ratio, type Figure } from './figures';
import { portalMetrics } from './portal-metrics';
import { openStream, type Stream } from './stream-client';
import { pause, post } from './stream-load';

const crowds = (process.env.VIEWERS ?? '50,1000').split(',').map(Number);
const rounds = Number(process.env.VIEWER_EVENTS ?? 60);
const event = 'bench.viewers';
const range = { last: '1h' };
const count = { agg: 'count', event };
/** Ten charts of one page, each of which an event changes. The first tells how many there are. */
const watches = [
  { id: 'c0', spec: { kind: 'total', measures: [count], range } },
  { id: 'c1', spec: { kind: 'trend', measures: [count], range } },
  { id: 'c2', spec: { kind: 'trend', measures: [count], range: { last: '24h' } } },
  { id: 'c3', spec: { kind: 'breakdown', measures: [count], by: ['name'], range } },
  { id: 'c4', spec: { kind: 'total', measures: [{ agg: 'users', event }], range } },
  { id: 'c5', spec: { kind: 'total', measures: [{ agg: 'sum', of: 'value', event }], range } },
  { id: 'c6', spec: { kind: 'trend', measures: [{ agg: 'users', event }], range } },
  { id: 'c7', spec: { kind: 'trend', measures: [{ agg: 'sum', of: 'value', event }], range } },
  { id: 'c8', spec: { kind: 'total', measures: [count], range: { last: '24h' } } },
  { id: 'c9', spec: { kind: 'total', measures: [{ agg: 'max', of: 'value', event }], range } },
];
const marker = '"id":"c0"';
const value = /"value":(\d+)/;

/** Event accepted → patch on the wire, for few and for many viewers of the same ten charts, and what it costs the engine. */
export async function measureViewers(portal: Portal): Promise<Figure[]> {
  const figures: Figure[] = [];
  const perEvent: number[] = [];
  for (const viewers of crowds) {
    const crowd = await measureCrowd(portal, viewers);
    figures.push(...crowd.figures);
    perEvent.push(crowd.queriesPerEvent);
  }
  if (perEvent.length < 2) return figures;
  const times = Math.max(...perEvent) / Math.min(...perEvent);
  const crowded = { what: 'engine queries per event, most against fewest', measured: ratio(times) };
  return [...figures, { ...crowded, goal: '≤ 1.1 ×', isMet: times <= 1.1, row: 'live-queries', value: times }];
}

type Crowd = { figures: Figure[]; queriesPerEvent: number };
type Waiting = { value: number; from: number };

async function measureCrowd(portal: Portal, viewers: number): Promise<Crowd> {
  const lags: number[] = [];
  let sent = await countNow(portal);
  const due: Waiting[][] = Array.from({ length: viewers }, () => []);
  const onText = (viewer: number) => (text: string) => {
    const at = text.lastIndexOf(marker);
    if (at < 0) return;
    const seen = Number(value.exec(text.slice(at))?.[1] ?? -1);
    const queue = due[viewer] ?? [];
    const now = performance.now();
    while (queue[0] && queue[0].value <= seen) lags.push(Math.max(0, now - (queue.shift()?.from ?? now)));
  };
  const streams: Stream[] = [];
  for (let n = 0; n < viewers; n += 1) {
    streams.push(openStream('sse', { url: portal.url, watches, onText: onText(n) }));
    if (n % 25 === 24) await Promise.all(streams.slice(-25).map(({ ready }) => ready));
  }
  await Promise.all(streams.map(({ ready }) => ready));
  await pause(2_000);

  const before = await counters(portal);
  for (let n = 0; n < rounds; n += 1) {
    await post(portal.url, [event]);
    sent += 1;
    const accepted = performance.now();
    for (const queue of due) queue.push({ value: sent, from: accepted });
    // Spread over the phase of the live tick, as real events are.
    await pause(400 + ((n * 37) % 200));
  }
  for (let n = 0; n < 100 && due.some((queue) => queue.length > 0); n += 1) await pause(100);
  const after = await counters(portal);
  for (const stream of streams) {
    stream.ready.catch(() => undefined);
    stream.cut();
  }
  const missing = due.reduce((all, queue) => all + queue.length, 0);
  const p95 = percentile(lags, 0.95);
  const goalMs = viewers > 50 ? 500 : 200;
  const per = (what: keyof typeof after) => (after[what] - before[what]) / rounds;
  const figures: Figure[] = [
    {
      what: `event accepted → patch on the wire, ${viewers} viewers of the same 10 charts, ${rounds} events, p50`,
      measured: ms(percentile(lags, 0.5)),
    },
    {
      what: 'the same, p95',
      measured: ms(p95),
      goal: `≤ ${goalMs} ms`,
      isMet: p95 <= goalMs,
      row: viewers > 50 ? 'live-1000' : 'live-50',
      value: p95,
    },
    { what: 'the same, patches that did not come', measured: String(missing), goal: '0', isMet: missing === 0 },
    {
      what: `engine queries per event, ${viewers} viewers`,
      measured: per('queries').toFixed(1),
      goal: 'the same for all crowds',
    },
    { what: `questions refreshed per event, ${viewers} viewers`, measured: per('refreshes').toFixed(1) },
  ];
  return { figures, queriesPerEvent: per('queries') };
}

async function countNow(portal: Portal): Promise<number> {
  const reply = await fetch(`${portal.url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(watches[0]?.spec),
  });
  const { data } = (await reply.json()) as { data: { values: { value: number | null }[] } };
  return data.values[0]?.value ?? 0;
}

/** Questions to the engine, those that write left out, and live questions refreshed since the start. */
async function counters(portal: Portal): Promise<{ queries: number; refreshes: number }> {
  const sum = await portalMetrics(portal.url);
  return {
    queries: sum('sightglass_engine_query_duration_seconds_count', 'purpose="query"'),
    refreshes: sum('sightglass_live_refreshes_total'),
  };
}
