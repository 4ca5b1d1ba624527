import type { Context } from '@/lib/context';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { viewedOf } from '@/lib/query/viewed-questions';
import { warmUp, type WarmUpBounds } from '@/lib/query/warm-up';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';

const start = Date.parse('2024-05-15T10:20:30Z');
const hour = 3_600_000;
let world: QueryWorld;
let opened: Awaited<ReturnType<typeof openTestStore>>;
let ctx: Context;
beforeAll(async () => {
  [world, opened] = await Promise.all([startQueryWorld(start, { failures: 2 }), openTestStore()]);
  ctx = { ...world.ctx, store: opened.store };
  await ctx.store.workspaces.insert(workspace('w1'));
  await world.insert([{ timestamp: start - hour }]);
}, 60_000);
afterAll(async () => {
  await world.stop();
  await opened.close();
});
beforeEach(async () => {
  await ctx.store.viewedQuestions.purge(Number.MAX_SAFE_INTEGER);
  restart();
});

/** What a new process finds: a store, and nothing in memory. */
function restart(): void {
  ctx.cache.deletePrefix('');
  world.asked.length = 0;
}
const question = (hours: number): QuerySpecInput => ({
  kind: 'trend',
  measures: [{ agg: 'count' }],
  range: { last: `${hours}h` },
  grain: '1h',
});
const view = (hours: number) => runQuery(ctx, { spec: question(hours), isViewed: true });
const bounds: WarmUpBounds = { questions: 10, atOnce: 2, totalMs: 20_000 };
const warm = (change: Partial<WarmUpBounds> = {}, signal = new AbortController().signal) =>
  warmUp(ctx, { signal, bounds: { ...bounds, ...change } });

test('what was viewed in the last day is answered after a restart before anybody asks', async () => {
  for (const hours of [24, 25, 26]) await view(hours);
  await runQuery(ctx, { spec: question(99) });
  await viewedOf(ctx.store).write(ctx);
  restart();
  world.clock.advance(2 * hour);
  expect(await warm()).toMatchObject({ warmed: 3, failed: 0, skipped: 0 });
  world.asked.length = 0;
  for (const hours of [24, 25, 26])
    expect((await runQuery(ctx, { spec: question(hours) })).meta.freshness).toBe('cached');
  expect(world.asked).toHaveLength(0);
  world.clock.advance(24 * hour);
  restart();
  expect(await warm()).toMatchObject({ warmed: 0, failed: 0, skipped: 0 });
});

test('only so many are asked, the last viewed first, and none when its time is over', async () => {
  for (const hours of [31, 32, 33]) {
    await view(hours);
    world.clock.advance(1_000);
  }
  await viewedOf(ctx.store).write(ctx);
  restart();
  expect(await warm({ questions: 1 })).toMatchObject({ warmed: 1 });
  expect((await runQuery(ctx, { spec: question(33) })).meta.freshness).toBe('cached');
  restart();
  expect(await warm({}, AbortSignal.abort())).toMatchObject({ warmed: 0, skipped: 3 });
  expect(world.asked).toHaveLength(0);
});

test('a page that is looked at all the time is written down once in ten minutes', async () => {
  const first = world.clock.now();
  const written = () => ctx.store.viewedQuestions.list({ since: 0, limit: 10 });
  for (let minutes = 0; minutes < 11; minutes += 1) {
    await view(41);
    await viewedOf(ctx.store).write(ctx);
    expect((await written())[0]?.viewedAt).toBe(minutes < 10 ? first : first + 600_000);
    world.clock.advance(60_000);
  }
});

test('a question that cannot be read any more is left out', async () => {
  await ctx.store.viewedQuestions.put([
    { workspaceId: 'w1', key: 'old', spec: { kind: 'pie' }, viewedAt: world.clock.now() },
  ]);
  expect(await warm()).toMatchObject({ warmed: 0, failed: 0, skipped: 0 });
});

test('an engine that is away is not asked', async () => {
  await view(51);
  await viewedOf(ctx.store).write(ctx);
  restart();
  await world.kill9();
  expect(await warm()).toMatchObject({ warmed: 0, skipped: 1 });
});
