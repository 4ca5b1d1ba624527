import type { Answer, TrendData } from '@/lib/model/answer';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { applyPatch } from '@/lib/model/apply-patch';
import { liveSource } from '@/lib/query/live-source';
import { parseSpec } from '@/lib/query/parse-spec';
import { runQuery, runQueryJson } from '@/lib/query/run-query';
import { specKey } from '@/lib/query/spec-key';
import { untilReady } from '../build/engine';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const start = Date.parse('2024-05-15T10:20:30Z');
const minute = 60_000;
let world: QueryWorld;
let now = start;
beforeAll(async () => {
  world = await startQueryWorld(start, { failures: 2, probeAfterMs: 50 });
  await world.insert(
    Array.from({ length: 60 }, (_, index) => ({
      timestamp: start - index * minute,
      user_id: `u${index % 7}`,
      value: index,
    })),
  );
}, 60_000);
afterAll(() => world.stop());
beforeEach(() => {
  // Each test has an hour of its own, so that it finds nothing that another one has cached.
  now += 60 * minute;
  world.clock.set(now);
  world.asked.length = 0;
  world.ctx.cache.deletePrefix('');
});

const total: QuerySpecInput = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' } };
const trend: QuerySpecInput = {
  kind: 'trend',
  measures: [{ agg: 'count' }, { agg: 'avg', of: 'value' }],
  range: { last: '6h' },
  grain: '15m',
};
const valueOf = ({ data }: Answer) => (data.kind === 'total' ? data.values[0]?.value : null);

test('a thousand who ask at once cost one query', async () => {
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => runQuery(world.ctx, { spec: total })));
  expect(world.asked).toHaveLength(1);
  expect(new Set(answers.map(valueOf))).toEqual(new Set([60]));
});

test('an answer is used again until something is written that it could contain', async () => {
  const spec: QuerySpecInput = { ...total, measures: [{ agg: 'count', event: 'view' }] };
  const first = await runQuery(world.ctx, { spec });
  world.clock.advance(12_000);
  expect((await runQuery(world.ctx, { spec })).meta).toMatchObject({ freshness: 'cached', ageMs: 12_000, tookMs: 0 });
  await world.insert([
    { name: 'other', timestamp: now },
    { name: 'view', timestamp: now - 3 * 24 * 60 * minute },
  ]);
  expect((await runQuery(world.ctx, { spec })).meta.freshness).toBe('cached');
  expect(world.asked).toHaveLength(1);
  await world.insert([{ name: 'view', timestamp: now }]);
  const next = await runQuery(world.ctx, { spec });
  expect(next.meta.freshness).toBe('fresh');
  expect(Number(valueOf(next)) - Number(valueOf(first))).toBe(1);
});

test('a slightly old answer is returned at once and renewed behind', async () => {
  const before = valueOf(await runQuery(world.ctx, { spec: total }));
  await world.insert([{ timestamp: now }]);
  world.clock.advance(2_000);
  const old = await runQuery(world.ctx, { spec: total });
  expect([old.meta.freshness, valueOf(old)]).toEqual(['cached', before]);
  await world.ctx.cache.fetch(specKey('w1', parseSpec(total)), () => Promise.resolve());
  const renewed = await runQuery(world.ctx, { spec: total });
  expect([renewed.meta.freshness, valueOf(renewed)]).toEqual(['cached', Number(before) + 1]);
});

test('only the open bucket of a trend is asked for again, and those that late events touch', async () => {
  const first = await runQuery(world.ctx, { spec: trend });
  await world.insert([{ timestamp: now, value: 5 }]);
  world.clock.advance(6_000);
  const tail = await runQuery(world.ctx, { spec: trend });
  const { data } = tail;
  if (data.kind !== 'trend' || first.data.kind !== 'trend') throw new Error('not a trend');
  expect(rangesAsked(1)).toEqual([[data.openFrom, Number(data.openFrom) + 15 * minute]]);
  expect(sum(data) - sum(first.data)).toBe(1);
  const late = Number(data.buckets[3]) + 5;
  await world.insert([{ timestamp: late }]);
  world.clock.advance(6_000);
  const repaired = await runQuery(world.ctx, { spec: trend });
  expect(rangesAsked(2)).toEqual([
    [data.buckets[3], Number(data.buckets[3]) + 15 * minute],
    [data.openFrom, Number(data.openFrom) + 15 * minute],
  ]);
  const whole = await runQuery(world.ctx, { spec: trend, skipCache: true });
  expect(repaired.data).toEqual(whole.data);
});

test('a trend whose window has moved on keeps its closed buckets and equals one asked for as a whole', async () => {
  const spec: QuerySpecInput = { ...trend, compare: 'previous', measures: [{ agg: 'rate' }, { agg: 'users' }] };
  await runQuery(world.ctx, { spec });
  world.clock.advance(31 * minute);
  await world.insert([{ timestamp: world.clock.now() - 5 * minute }]);
  const moved = await runQuery(world.ctx, { spec });
  const whole = await runQuery(world.ctx, { spec, skipCache: true });
  expect(moved.data).toEqual(whole.data);
  expect(world.asked[1]?.sql).toContain('GROUP BY b');
});

test('patches bring a live trend to what the whole question answers', async () => {
  const spec = parseSpec({ ...trend, by: ['name'], top: 5 });
  const question = { workspaceId: 'w1', key: specKey('w1', spec), spec };
  const source = liveSource(world.ctx);
  let shown = await source.snapshot(question);
  for (const [name, ago] of [
    ['view', 0],
    ['view', 40 * minute],
    ['new', 0],
    ['view', 0],
  ] as const) {
    world.clock.advance(4_000);
    await world.insert([{ name, timestamp: world.clock.now() - ago, value: 9 }]);
    const change = await source.refresh(question, shown, []);
    if (change !== null) shown = applyPatch(shown, change.patch, change.meta);
  }
  world.clock.advance(20_000);
  const last = await source.refresh(question, shown, []);
  if (last !== null) shown = applyPatch(shown, last.patch, last.meta);
  const whole = await runQuery(world.ctx, { spec, skipCache: true });
  expect(shown.data).toEqual(whole.data);
  expect(await source.refresh(question, shown, [])).toBeNull();
});

test('while the engine is away the last answer is given with its age and reason, and it recovers by itself', async () => {
  await runQuery(world.ctx, { spec: total });
  const spec = parseSpec(total);
  const source = liveSource(world.ctx);
  const question = { workspaceId: 'w1', key: specKey('w1', spec), spec };
  const shown = await source.snapshot(question);
  world.clock.advance(12_000);
  await world.kill9();
  const stale = await runQuery(world.ctx, { spec: total });
  expect(stale.meta).toMatchObject({ freshness: 'stale', ageMs: 12_000, reason: 'engine_restarting' });
  expect((await source.refresh(question, shown, []))?.meta).toMatchObject({
    freshness: 'stale',
    reason: 'engine_restarting',
  });
  await expect(runQuery(world.ctx, { spec: { ...total, range: { last: '23h' } } })).rejects.toMatchObject({
    code: 'engine_unavailable',
  });
  await untilReady(world.engine);
  await recovered();
  await world.insert([{ timestamp: world.clock.now() }]);
  world.clock.advance(6_000);
  expect((await runQuery(world.ctx, { spec: total })).meta).toMatchObject({ freshness: 'fresh' });
}, 60_000);

test('bytes for doors are the answer as JSON, and a hit makes them anew with its age only', async () => {
  const text = JSON.stringify(total);
  const miss = JSON.parse((await runQueryJson(world.ctx, text)).body.toString()) as Answer;
  world.clock.advance(500);
  const hit = runQueryJson(world.ctx, text);
  expect(hit).not.toBeInstanceOf(Promise);
  const answer = JSON.parse((await hit).body.toString()) as Answer;
  expect(answer).toEqual({ ...miss, meta: { ...miss.meta, freshness: 'cached', ageMs: 500, tookMs: 0 } });
});

test.each(['{', '[]', '{"kind":"total"}', '{"kind":"total","measures":[{"agg":"sum"}],"range":{"last":"24h"}}'])(
  '%s is refused with its faults',
  (text) => {
    expect(() => runQueryJson(world.ctx, text)).toThrow(expect.objectContaining({ code: 'invalid_input' }) as Error);
  },
);

test('a write key may not ask', async () => {
  const ctx = {
    ...world.ctx,
    actor: { kind: 'key' as const, keyId: 'k', workspaceId: 'w1', scopes: ['ingest' as const] },
  };
  await expect(runQuery(ctx, { spec: total })).rejects.toMatchObject({ code: 'forbidden' });
});

const sum = (data: TrendData) => (data.series[0]?.values ?? []).reduce<number>((all, value) => all + (value ?? 0), 0);

/** The ranges of the rollup that a query read, ms. */
function rangesAsked(index: number): number[][] {
  const { sql, params } = world.asked[index] ?? { sql: '', params: {} };
  return [
    ...sql.matchAll(/minute >= toDateTime\(\{(p\d+):UInt32\}, 'UTC'\) AND minute < toDateTime\(\{(p\d+):UInt32\}/g),
  ].map((match) => [match[1], match[2]].map((name) => Number(params?.[String(name)]) * 1_000));
}

/** The breaker lets a probe through by itself; asking is what makes it try. */
async function recovered(): Promise<void> {
  for (;;) {
    world.clock.advance(6_000);
    const { meta } = await runQuery(world.ctx, { spec: total });
    if (meta.freshness !== 'stale') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a clock that is put back keeps no answer alive: the next reader gets what has been written since', async () => {
  for (const spec of [total, trend]) {
    world.clock.set(now + 60 * minute);
    const before = await runQuery(world.ctx, { spec });
    world.clock.set(now);
    await world.insert([{ timestamp: now - minute, value: 1 }]);
    const after = await runQuery(world.ctx, { spec });
    expect(after.meta).toMatchObject({ freshness: 'fresh', asOf: now });
    expect(before.meta.asOf).toBe(now + 60 * minute);
    world.clock.advance(500);
    expect((await runQuery(world.ctx, { spec })).meta).toMatchObject({ freshness: 'cached', asOf: now, ageMs: 500 });
  }
});
