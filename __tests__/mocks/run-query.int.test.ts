import type { AppError } from '@/lib/errors/app-error';
import { setupServer } from 'msw/node';
import { createAdmission } from '@/lib/breaker/create-admission';
import { createBreakers } from '@/lib/breaker/create-breakers';
import { createResultCache } from '@/lib/cache/create-result-cache';
import type { Context } from '@/lib/context';
import { openEngine } from '@/lib/engine/client';
import { createLiveHub } from '@/lib/live/create-hub';
import { runQuery } from '@/lib/query/run-query';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { answersWith, failsWith, isGone, neverAnswers } from './engine';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

let time = Date.UTC(2026, 0, 2);
const clock = { now: () => time, monotonic: () => performance.now() };
let stop: () => Promise<void>;
afterEach(() => stop());

async function world(): Promise<Context> {
  const metrics = createMetrics();
  const log = createLogger('silent');
  const engine = await openEngine({ config: { mode: 'mock' }, hostEntry: '', log, metrics, clock });
  const live = createLiveHub({ clock, metrics, log });
  stop = async () => {
    live.close();
    await engine.close();
  };
  const cache = createResultCache({ maxBytes: 1_000_000 });
  const breakers = createBreakers({ clock, metrics, failures: 3, probeAfterMs: 60_000 });
  const actor = { kind: 'user', userId: 'u1', email: 'a@example.test', workspaceId: 'w1', role: 'viewer' };
  const admission = createAdmission({ clock, metrics });
  const services = { admission, clock, metrics, log, engine, live, cache, breakers, observe: () => undefined };
  return { ...services, actor, requestId: 'test' } as unknown as Context;
}

const spec = { kind: 'total' as const, measures: [{ agg: 'count' as const }], range: { last: '24h' as const } };
const ask = (ctx: Context) => runQuery(ctx, { spec });

describe('a question to a mocked engine', () => {
  it('is answered, then from the cache, then by the last good answer with the reason why it is old', async () => {
    const ctx = await world();
    server.use(answersWith([{ m0: 7 }]));
    const first = await ask(ctx);
    expect(first.data).toMatchObject({ kind: 'total', values: [{ value: 7 }] });
    expect(first.meta).toMatchObject({ freshness: 'fresh', rowsRead: 5 });
    expect((await ask(ctx)).meta.freshness).toBe('cached');
    time += 120_000;
    server.use(...isGone());
    const old = await ask(ctx);
    expect(old.data).toEqual(first.data);
    expect(old.meta).toMatchObject({ freshness: 'stale', reason: 'engine_down', ageMs: 120_000 });
  });

  it.each([
    [159, 'engine_timeout'],
    [202, 'engine_unavailable'],
    [62, 'query_rejected'],
  ])('fails by code %d as %s when there is no older answer', async (code, expected) => {
    const ctx = await world();
    server.use(failsWith(code));
    await expect(ask(ctx)).rejects.toMatchObject({ code: expected });
  });

  it('opens the breaker after outages in a row, and then does not ask at all', async () => {
    const ctx = await world();
    server.use(failsWith(202));
    for (let i = 0; i < 3; i += 1) await expect(ask(ctx)).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(ctx.breakers.engine.status().state).toBe('open');
    server.resetHandlers();
    let asked = 0;
    server.events.on('request:start', () => (asked += 1));
    const refusal = await ask(ctx).catch((error: unknown) => error as AppError);
    expect(refusal).toMatchObject({ code: 'engine_unavailable' });
    expect((refusal as AppError).retryAfterMs).toBeGreaterThan(50_000);
    expect(asked).toBe(0);
    server.events.removeAllListeners();
  });

  it('does not open it for questions that the engine refuses', async () => {
    const ctx = await world();
    server.use(failsWith(62));
    for (let i = 0; i < 5; i += 1) await expect(ask(ctx)).rejects.toMatchObject({ code: 'query_rejected' });
    expect(ctx.breakers.engine.status().state).toBe('closed');
  });

  it('gives up on an engine that never answers', async () => {
    const ctx = await world();
    server.use(neverAnswers());
    await expect(ask(ctx)).rejects.toMatchObject({ code: 'engine_timeout' });
  });

  it('has the older answer at hand while the engine is slow', async () => {
    const ctx = await world();
    server.use(answersWith([{ m0: 7 }]));
    await ask(ctx);
    time += 120_000;
    server.use(neverAnswers());
    expect((await ask(ctx)).meta).toMatchObject({ freshness: 'stale', reason: 'engine_timeout' });
  });
});
