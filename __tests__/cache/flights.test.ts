import { Flights } from '@/lib/cache/flights';

/** A computation that ends when it is told to, and keeps its signal. */
function computation() {
  const signals: AbortSignal[] = [];
  let finish: (value: string) => void = () => undefined;
  const compute = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  };
  return { compute, signals, finish: (value: string) => finish(value) };
}

test('all who ask at once share one computation, and it lands when one of them stays', async () => {
  const flights = new Flights();
  const { compute, signals, finish } = computation();
  const [a, b] = [new AbortController(), new AbortController()];
  const first = flights.join('k', compute, a.signal);
  const second = flights.join('k', compute, b.signal);
  await Promise.resolve();
  a.abort();
  await expect(first).rejects.toMatchObject({ code: 'query_rejected' });
  expect(signals.map((signal) => signal.aborted)).toEqual([false]);
  finish('done');
  await expect(second).resolves.toBe('done');
});

test('when the last has left it is aborted, and the next one starts anew', async () => {
  const flights = new Flights();
  const { compute, signals, finish } = computation();
  const waiters = [new AbortController(), new AbortController()];
  const ends = waiters.map(({ signal }) => flights.join('k', compute, signal).catch(() => 'left'));
  await Promise.resolve();
  waiters.forEach((waiter) => waiter.abort());
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  expect(await Promise.all(ends)).toEqual(['left', 'left']);
  const next = flights.join('k', compute);
  await Promise.resolve();
  finish('new');
  await expect(next).resolves.toBe('new');
  expect(signals).toHaveLength(2);
});

test('who has left before asking gets nothing, and who never leaves keeps it going', async () => {
  const flights = new Flights();
  const { compute, signals, finish } = computation();
  await expect(flights.join('a', compute, AbortSignal.abort())).rejects.toMatchObject({ code: 'query_rejected' });
  const stays = flights.join('b', compute);
  const leaves = new AbortController();
  const left = flights.join('b', compute, leaves.signal);
  await Promise.resolve();
  leaves.abort();
  await expect(left).rejects.toMatchObject({ code: 'query_rejected' });
  expect(signals.at(-1)?.aborted).toBe(false);
  finish('done');
  await expect(stays).resolves.toBe('done');
});

test('a failure reaches all who wait and leaves nothing behind', async () => {
  const flights = new Flights();
  const fail = () => Promise.reject(new Error('no'));
  const { signal } = new AbortController();
  const all = [flights.join('k', fail, signal), flights.join('k', fail)];
  for (const end of all) await expect(end).rejects.toThrow('no');
  await expect(flights.join('k', () => Promise.resolve('fine'), signal)).resolves.toBe('fine');
});
