import { createAdmission } from '@/lib/breaker/create-admission';
import type { Context } from '@/lib/context';
import { injectFaults } from '@/lib/engine/faults';
import { isAppError, type AppError } from '@/lib/errors/app-error';
import { problem } from '@/lib/http/respond';
import type { LiveFrame } from '@/lib/model/live-frame';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { followStatus } from '@/lib/runtime/follow-status';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

let world: QueryWorld;
let ctx: Context;
let stopFollowing: () => void;
beforeAll(async () => {
  world = await startQueryWorld(Date.parse('2024-05-15T10:20:30Z'));
  const { clock, metrics } = world.ctx;
  ctx = { ...world.ctx, admission: createAdmission({ clock, metrics, deadlines: { interactive: 2_500 } }) };
  stopFollowing = followStatus(ctx);
  await world.insert([{ event_id: 'a' }, { event_id: 'b', timestamp: Date.parse('2024-05-14T10:00:00Z') }]);
}, 60_000);
afterAll(async () => {
  stopFollowing();
  await world.stop();
});

const count = (last: string): QuerySpecInput => ({ kind: 'total', measures: [{ agg: 'count' }], range: { last } });
const other = (n: number): QuerySpecInput => ({ ...count('24h'), where: [['properties.n', '=', n]] }) as QuerySpecInput;
const until = async (is: () => boolean) => {
  const end = performance.now() + 20_000;
  while (!is() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('an engine that is asked too much: who has an answer sees it, who has none hears when to come back', async () => {
  const frames: LiveFrame[] = [];
  const stream = ctx.live.subscribe({ send: (frame) => frames.push(frame) > 0 });
  await runQuery(ctx, { spec: count('1h') });
  world.clock.advance(60_000);
  await world.insert([{ event_id: 'c' }]);
  await runQuery(ctx, { spec: count('7d') });
  injectFaults(world.engine, { delayMs: 200 });

  const failures: AppError[] = [];
  const crowd = Array.from({ length: 80 }, (_, n) =>
    runQuery(ctx, { spec: other(n) }).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      failures.push(error);
    }),
  );
  await until(() => ctx.admission.pressure() > 1);

  const asked = world.asked.length;
  expect((await runQuery(ctx, { spec: count('7d') })).meta.freshness).toBe('cached');
  expect((await runQuery(ctx, { spec: count('1h') })).meta).toMatchObject({ freshness: 'stale', reason: 'overloaded' });
  expect(world.asked.length - asked).toBeLessThan(20);

  await Promise.all(crowd);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.length).toBeLessThan(80);
  expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['overloaded']));
  const [failure] = failures;
  const response = failure && problem(failure);
  expect(response?.status).toBe(503);
  expect(Number(response?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(await response?.json()).toMatchObject({ code: 'overloaded', title: 'Too busy right now' });

  injectFaults(world.engine, {});
  await until(() => ctx.admission.pressure() === 1);
  const paces = frames.flatMap((frame) => (frame.type === 'status' ? [frame.status.pace?.everyMs ?? 0] : []));
  expect(paces[0]).toBe(0);
  expect(paces).toContain(2_000);
  expect(paces.at(-1)).toBe(0);
  expect((await runQuery(ctx, { spec: other(1_000) })).meta.freshness).toBe('fresh');
  expect(ctx.admission.status()).toMatchObject({ inFlight: 0, everyMs: 0 });
  expect(ctx.breakers.engine.status().state).toBe('closed');
  stream.close();
}, 60_000);
