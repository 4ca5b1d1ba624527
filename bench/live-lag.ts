import { apiKey, writeKey, type Portal } from '../e2e/portal';
import { ms, percentile, type Figure } from './figures';

const viewers = 50;
const events = 200;

type Waiting = { value: number; resolve: (at: number) => void };

/** Time from an event's 202 to the patch on the wire of each of 50 open streams, over 200 events. */
export async function measureLiveLag(portal: Portal): Promise<Figure[]> {
  const spec = { kind: 'total', measures: [{ agg: 'count', event: 'bench.live' }], range: { last: '1h' } };
  const watch = encodeURIComponent(JSON.stringify([{ id: 'lag', spec }]));
  const stop = new AbortController();
  const waiting: Waiting[][] = Array.from({ length: viewers }, () => []);
  const latest = new Array<number>(viewers).fill(-1);
  await Promise.all(
    waiting.map((queue, viewer) =>
      openStream(`${portal.url}/api/live?watch=${watch}`, stop.signal, (count) => {
        const now = performance.now();
        latest[viewer] = count;
        while (queue[0] && queue[0].value <= count) queue.shift()?.resolve(now);
      }),
    ),
  );
  const base = latest[0] ?? 0;
  const lags: number[] = [];
  for (let i = 1; i <= events; i += 1) {
    const arrivals = waiting.map((queue) => new Promise<number>((resolve) => queue.push({ value: base + i, resolve })));
    const reply = await fetch(`${portal.url}/api/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writeKey}` },
      body: JSON.stringify({ name: 'bench.live', value: i }),
    });
    if (reply.status !== 202) throw new Error(`event ${i} was answered ${reply.status}`);
    const accepted = performance.now();
    for (const at of await Promise.all(arrivals)) lags.push(Math.max(0, at - accepted));
    // Spread over the phase of the live tick, as real events are.
    await new Promise((resolve) => setTimeout(resolve, (i * 37) % 300));
  }
  stop.abort();
  const p95 = percentile(lags, 0.95);
  return [
    {
      what: `event accepted → patch on the wire, ${viewers} viewers, ${events} events, p50`,
      measured: ms(percentile(lags, 0.5)),
    },
    { what: 'the same, p95', measured: ms(p95), goal: '≤ 200 ms', isMet: p95 <= 200 },
  ];
}

/** Resolves when the first snapshot is there; then reports every count the stream shows. */
async function openStream(url: string, signal: AbortSignal, onCount: (count: number) => void): Promise<void> {
  const reply = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` }, signal });
  if (!reply.ok || !reply.body) throw new Error(`stream answered ${reply.status}: ${await reply.text()}`);
  const body = reply.body;
  await new Promise<void>((ready) => {
    void read(body, (count) => {
      onCount(count);
      ready();
    }).catch(() => undefined);
  });
}

type TotalFrame = { answer?: { data: TotalAnswer }; patch?: { data: TotalAnswer } };
type TotalAnswer = { values: { value: number }[] };

async function read(body: ReadableStream<Uint8Array>, onCount: (count: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5))
        .join('');
      if (data === '') continue;
      const frame = JSON.parse(data) as TotalFrame;
      const count = (frame.answer?.data ?? frame.patch?.data)?.values[0]?.value;
      if (count !== undefined) onCount(count);
    }
  }
}
