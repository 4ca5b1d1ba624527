import { createBreakers } from '@/lib/breaker/create-breakers';
import { AppError } from '@/lib/errors/app-error';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';

const away = () => Promise.reject(new AppError('engine_unavailable', 'gone'));
const fine = () => Promise.resolve('ok');
const never = () => new Promise<string>(() => undefined);

function open(probeAfterMs: number) {
  const metrics = createMetrics();
  const { engine } = createBreakers({ clock: systemClock, metrics, failures: 2, probeAfterMs, probeTimeoutMs: 30 });
  const gauge = async () => (await metrics.breaker.state.get()).values[0]?.value;
  return { engine, gauge };
}
const fail = async (engine: ReturnType<typeof open>['engine'], times: number) => {
  for (let time = 0; time < times; time += 1) await engine.run(away, 1_000).catch(() => undefined);
};
const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await pass(2);
};
/** The library reads the real clock, so a moment of it has to pass. */
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('it opens after so many failures in a row and then refuses at once', async () => {
  const { engine, gauge } = open(60_000);
  await fail(engine, 1);
  await engine.run(fine, 1_000);
  await fail(engine, 1);
  expect(engine.status().state).toBe('closed');
  await fail(engine, 1);
  expect(engine.status()).toMatchObject({ state: 'open', lastFailure: 'gone' });
  expect(await gauge()).toBe(2);
  let isCalled = false;
  await expect(engine.run(() => Promise.resolve((isCalled = true)), 1_000)).rejects.toMatchObject({
    code: 'engine_unavailable',
  });
  expect(isCalled).toBe(false);
});

test('what the asker did wrong does not count against the engine', async () => {
  const { engine } = open(60_000);
  for (let time = 0; time < 5; time += 1)
    await expect(engine.run(() => Promise.reject(new AppError('query_rejected', 'no')), 1_000)).rejects.toMatchObject({
      code: 'query_rejected',
    });
  expect(engine.status().state).toBe('closed');
});

test('a call that takes too long is a timeout and its signal is aborted', async () => {
  const { engine } = open(60_000);
  let signal: AbortSignal | undefined;
  await expect(engine.run((given) => ((signal = given), never()), 20)).rejects.toMatchObject({
    code: 'engine_timeout',
  });
  expect(signal?.aborted).toBe(true);
});

test('while one probes, all others are refused at once, and a probe may not take long', async () => {
  const { engine } = open(10);
  await fail(engine, 2);
  await pass(20);
  const probe = engine.run(never, 10_000);
  await expect(engine.run(fine, 1_000)).rejects.toMatchObject({ code: 'engine_unavailable' });
  expect(engine.status().state).toBe('half-open');
  await expect(probe).rejects.toMatchObject({ code: 'engine_timeout' });
  expect(engine.status().state).toBe('open');
});

test('a good probe closes it, and everybody who watches hears of it', async () => {
  const { engine, gauge } = open(10);
  const seen: string[] = [];
  const stop = engine.onChange(({ state }) => seen.push(state));
  await fail(engine, 2);
  await pass(20);
  await expect(engine.run(fine, 1_000)).resolves.toBe('ok');
  stop();
  expect(seen).toEqual(['open', 'half-open', 'closed']);
  expect(await gauge()).toBe(0);
});

test('a reset closes it whatever was', async () => {
  const { engine } = open(60_000);
  await fail(engine, 2);
  engine.reset();
  await expect(engine.run(fine, 1_000)).resolves.toBe('ok');
  expect(engine.status()).toMatchObject({ state: 'closed', lastFailure: null });
});

test('with a look of its own no reader is taken for it: all are refused until the look was good', async () => {
  const breakers = createBreakers({ clock: systemClock, failures: 2, probeAfterMs: 10, probeTimeoutMs: 30 });
  let looks = 0;
  let isBack = false;
  breakers.probeWith('engine', async () => {
    looks += 1;
    if (!isBack) await away();
  });
  await fail(breakers.engine, 2);
  await until(() => looks >= 2);
  let isCalled = false;
  const call = () => Promise.resolve((isCalled = true));
  await expect(breakers.engine.run(call, 1_000)).rejects.toMatchObject({ code: 'engine_unavailable' });
  expect(isCalled).toBe(false);
  expect(breakers.engine.status().probes).toBeGreaterThanOrEqual(2);
  isBack = true;
  await until(() => breakers.engine.status().state === 'closed');
  await expect(breakers.engine.run(fine, 1_000)).resolves.toBe('ok');
  const { history } = breakers.engine.status();
  expect(history.map(({ to, reason }) => [to, reason])).toEqual([
    ['closed', 'It answers again'],
    ['open', 'gone'],
  ]);
  breakers.close();
});

test('a look that hangs counts as failed and the next one follows', async () => {
  const breakers = createBreakers({ clock: systemClock, failures: 1, probeAfterMs: 5, probeTimeoutMs: 10 });
  let looks = 0;
  breakers.probeWith('store', () => ((looks += 1), never().then(() => undefined)));
  const gone = () => Promise.reject(new AppError('store_unavailable', 'no store'));
  await expect(breakers.store.run(gone)).rejects.toMatchObject({ message: 'no store' });
  await until(() => looks >= 3);
  await expect(breakers.store.run(fine)).rejects.toMatchObject({ code: 'store_unavailable' });
  breakers.close();
  const before = looks;
  await pass(40);
  expect(looks).toBe(before);
});

test('each channel has a breaker of its own, which only its workspace sees, until it is forgotten', async () => {
  const metrics = createMetrics();
  const breakers = createBreakers({ clock: systemClock, metrics });
  const one = breakers.channel({ id: 'a', workspaceId: 'w', name: 'Pager' });
  const other = breakers.channel({ id: 'b', workspaceId: 'v', name: 'Chat' });
  await fail(one, 5);
  await expect(one.run(fine)).rejects.toMatchObject({
    code: 'overloaded',
    message: 'The last messages to Pager did not arrive; trying again in a moment',
  });
  await expect(other.run(fine)).resolves.toBe('ok');
  expect(breakers.list('w').map(({ name, state }) => `${name} ${state}`)).toEqual([
    'engine closed',
    'store closed',
    'channel:a open',
  ]);
  expect(breakers.find('v', 'channel:a')).toBeUndefined();
  expect((await metrics.breaker.openChannels.get()).values[0]?.value).toBe(1);
  breakers.forgetChannel('a');
  expect((await metrics.breaker.openChannels.get()).values[0]?.value).toBe(0);
  expect(breakers.list('w')).toHaveLength(2);
});

test('a reset by hand stands in the history with who it was, and one of a closed breaker does not', async () => {
  const { engine } = open(60_000);
  engine.reset('Reset by ann@example.com');
  expect(engine.status().history).toEqual([]);
  await fail(engine, 2);
  engine.reset('Reset by ann@example.com');
  expect(engine.status().history[0]).toMatchObject({ to: 'closed', reason: 'Reset by ann@example.com' });
});
