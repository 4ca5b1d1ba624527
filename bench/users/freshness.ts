import { apiKey, writeKey, type Portal } from '../../e2e/portal';
import { ask, browserAgent, openStream } from './http';

const eventsPerSecond = 5;

export type Freshness = { lagsMs: number[]; sent: number; refused: number; stop: () => void };

/** Sends events at a steady rate and notes how long after its 202 each one was on the wire of a stream that watches it. */
export async function watchFreshness(portal: Portal, name: string): Promise<Freshness> {
  const agent = browserAgent();
  const accepted = new Map<number, number>();
  const state: Freshness = { lagsMs: [], sent: 0, refused: 0, stop: () => undefined };
  const spec = { kind: 'total', measures: [{ agg: 'count', event: name }], range: { last: '1h' } };
  const watch = encodeURIComponent(JSON.stringify([{ id: 'lag', spec }]));
  let seen = 0;
  const settle = (): void => {
    const now = performance.now();
    for (const [count, at] of accepted) {
      if (count > seen) continue;
      state.lagsMs.push(Math.max(0, now - at));
      accepted.delete(count);
    }
  };
  const stream = openStream(`${portal.url}/api/live?watch=${watch}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    onOpen: () => undefined,
    onData: (text) => {
      const frame = JSON.parse(text) as CountFrame;
      seen = Math.max(seen, (frame.answer?.data ?? frame.patch?.data)?.values[0]?.value ?? 0);
      settle();
    },
    onEnd: () => undefined,
  });
  // One at a time, so that the n-th that was accepted is the n-th that is counted.
  let isStopped = false;
  const sending = (async () => {
    while (!isStopped) {
      const headers = { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ name, value: 1 });
      const reply = await ask(`${portal.url}/api/events`, agent, { method: 'POST', headers, body }).catch(() => null);
      if (reply?.status === 202) accepted.set((state.sent += 1), performance.now());
      else state.refused += 1;
      settle();
      await new Promise((resolve) => setTimeout(resolve, 1_000 / eventsPerSecond));
    }
  })();
  state.stop = () => {
    isStopped = true;
    void sending.finally(() => agent.destroy());
    stream.close();
  };
  return state;
}

type CountFrame = { answer?: { data: Counted }; patch?: { data: Counted } };
type Counted = { values: { value: number }[] };
