import { apiKey, writeKey } from '../e2e/portal';
import { openStream, type Stream, type Transport } from './stream-client';

const events = ['bench.view', 'bench.click', 'bench.buy'];
/** The questions of a small page. */
export const pageWatches: readonly object[] = events.flatMap((event) => [
  { id: `${event} total`, spec: { kind: 'total', measures: [{ agg: 'count', event }], range: { last: '1h' } } },
  { id: `${event} trend`, spec: { kind: 'trend', measures: [{ agg: 'count', event }], range: { last: '1h' } } },
]);

export async function post(url: string, names: readonly string[]): Promise<void> {
  const reply = await fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${writeKey}` },
    body: JSON.stringify(names.map((name) => ({ name }))),
  });
  if (reply.status !== 202) throw new Error(`events were answered ${reply.status}: ${await reply.text()}`);
}

export type Flow = { sent: () => number; stop: () => Promise<void> };

/** So many events a second, in five requests a second, until it is stopped. */
export function startEvents(url: string, perSecond: number): Flow {
  let sent = 0;
  let isStopped = false;
  const run = async () => {
    while (!isStopped) {
      const names = Array.from({ length: perSecond / 5 }, (_, n) => events[(sent + n) % events.length] ?? '');
      await post(url, names);
      sent += names.length;
      await pause(200);
    }
  };
  const running = run();
  return {
    sent: () => sent,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export type Churn = { cycles: number; atOnce: number; url: string };
export type ChurnResult = { failed: number; reasons: string[]; seconds: number; early: number };

/**
 * Connects and disconnects so many times, event streams and WebSockets in turn: a few leave before they are answered, the
 * others have their first answer; half of them close, half are cut.
 */
export async function churn({ cycles, atOnce, url }: Churn): Promise<ChurnResult> {
  const began = performance.now();
  const reasons: string[] = [];
  let next = 0;
  let early = 0;
  const cycle = async (n: number): Promise<void> => {
    const transport: Transport = n % 2 === 0 ? 'sse' : 'ws';
    const stream = openStream(transport, { url, watches: pageWatches });
    const isEarly = n % 10 === 3 || n % 10 === 6;
    if (isEarly) {
      early += 1;
      stream.ready.catch(() => undefined);
      await pause((n % 7) * 2);
      return stream.cut();
    }
    await stream.ready;
    if (n % 4 < 2) stream.close();
    else stream.cut();
  };
  const worker = async () => {
    while (next < cycles) {
      const n = next++;
      await cycle(n).catch((error: unknown) => reasons.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    failed: reasons.length,
    reasons: [...new Set(reasons)],
    seconds: (performance.now() - began) / 1_000,
    early,
  };
}

/** Waits until the portal has noticed that everybody has gone, questions included. */
export async function untilNobodyWatches(url: string): Promise<void> {
  for (let n = 0; n < 300; n += 1) {
    const reply = await fetch(`${url}/api/status`, { headers: { authorization: `Bearer ${apiKey}` } });
    const { live } = (await reply.json()) as { live: { viewers: number; questions: number } };
    if (live.viewers === 0 && live.questions === 0) return;
    await pause(200);
  }
  throw new Error('streams are left open');
}

/** Streams of which some are replaced and some stop reading for a while, until it is stopped. */
export function startCrowd(
  url: string,
  { size, slow, replacedPerSecond }: { size: number; slow: number; replacedPerSecond: number },
) {
  let isStopped = false;
  let replaced = 0;
  const failures: string[] = [];
  const open = (n: number): Stream => {
    const stream = openStream(n % 2 === 0 ? 'sse' : 'ws', { url, watches: pageWatches });
    stream.ready.catch((error: unknown) => isStopped || failures.push(String(error)));
    return stream;
  };
  const streams: Stream[] = [];
  const grow = async () => {
    for (let n = 0; n < size; n += 1) {
      const stream = open(n);
      streams.push(stream);
      if (n % 20 === 19) await stream.ready.catch(() => undefined);
    }
  };
  const replace = async () => {
    for (let n = slow; !isStopped; n = n + 1 < size ? n + 1 : slow) {
      const old = streams[n];
      await old?.ready.catch(() => undefined);
      old?.cut();
      streams[n] = open(n);
      replaced += 1;
      await pause(1_000 / replacedPerSecond);
    }
  };
  const dawdle = async () => {
    for (let isReading = false; !isStopped; isReading = !isReading) {
      for (const stream of streams.slice(0, slow))
        if (isReading) stream.resume();
        else stream.pause();
      await pause(isReading ? 1_000 : 9_000);
    }
  };
  const running = grow().then(() => Promise.all([replace(), dawdle()]));
  return {
    replaced: () => replaced,
    failures: () => failures,
    stop: async () => {
      isStopped = true;
      await running;
      for (const stream of streams) stream.cut();
    },
  };
}
