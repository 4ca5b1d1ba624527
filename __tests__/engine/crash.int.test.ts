import { isAppError } from '@/lib/errors/app-error';
import { startTestEngine, untilReady, type TestEngine } from '../build/engine';

const kills = 12;
const batches = 60;
const batchRows = 400;

/** mulberry32, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function batchOf(index: number): Buffer {
  const lines = Array.from({ length: batchRows }, (_, i) => {
    const at = new Date(Date.UTC(2026, 2, 1) + (index * batchRows + i) * 700).toISOString();
    return JSON.stringify({
      workspace: 'w',
      name: `n${i % 3}`,
      timestamp: at,
      received_at: at,
      event_id: `${index}-${i}`,
      user_id: `u${i % 50}`,
      value: i,
    });
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}

describe('an engine that is killed', () => {
  let test: TestEngine;
  beforeEach(async () => {
    test = await startTestEngine();
  });
  afterEach(() => test.stop());

  it('is restarting, fails fast meanwhile, and is back within seconds with everything acknowledged', async () => {
    await test.engine.insert({ table: 'events', rows: batchOf(0), token: 'kept' });
    const killedAt = performance.now();
    await test.kill9();
    expect(test.engine.status()).toMatchObject({
      state: 'restarting',
      message: expect.stringMatching(/restarting, attempt 1, next try in \d+ ms: .*SIGKILL/) as string,
    });
    const askedAt = performance.now();
    const failure = await test.engine.query({ sql: 'SELECT 1' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'engine_unavailable' });
    expect(performance.now() - askedAt).toBeLessThan(100);
    expect(await test.engine.isHealthy()).toBe(false);
    await untilReady(test.engine);
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    expect((await test.engine.query({ sql: 'SELECT count() AS n FROM events' })).rows).toEqual([{ n: batchRows }]);
    expect(await test.metrics.registry.metrics()).toContain('sightglass_engine_restarts_total 1');
  });

  it(`loses nothing and doubles nothing over ${kills} kills at random moments of inserts`, async () => {
    const random = seeded(20_261_123);
    let isDone = false;
    const insertAll = async (): Promise<void> => {
      for (let index = 0; index < batches;) {
        try {
          await test.engine.insert({ table: 'events', rows: batchOf(index), token: `batch-${index}` });
          index += 1;
        } catch (error) {
          if (!isAppError(error) || error.code !== 'engine_unavailable') throw error;
          await untilReady(test.engine);
        }
      }
      isDone = true;
    };
    const inserting = insertAll();
    let killed = 0;
    while (!isDone || killed < kills) {
      await untilReady(test.engine);
      // The moment of the kill is the point of the test, so this really waits.
      await new Promise((resolve) => setTimeout(resolve, random() * 120));
      if (killed < kills && test.engine.status().state === 'ready') {
        await test.kill9();
        killed += 1;
      }
    }
    await inserting;
    await untilReady(test.engine);
    const expected = batches * batchRows;
    const raw = await test.engine.query({
      sql: 'SELECT count() AS n, uniqExact(event_id) AS ids, sum(value) AS total FROM events',
    });
    const rolled = await test.engine.query({ sql: 'SELECT sum(events) AS n, sum(value_sum) AS total FROM events_1m' });
    const total = batches * ((batchRows * (batchRows - 1)) / 2);
    expect(raw.rows).toEqual([{ n: expected, ids: expected, total }]);
    expect(rolled.rows).toEqual([{ n: expected, total }]);
  }, 180_000);
});
