import type { Answer, TrendData } from '@/lib/model/answer';
import { applyPatch } from '@/lib/model/apply-patch';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { liveSource } from '@/lib/query/live-source';
import { parseSpec } from '@/lib/query/parse-spec';
import { runQuery } from '@/lib/query/run-query';
import { specKey } from '@/lib/query/spec-key';
import { startQueryWorld, type QueryWorld } from '../build/query-world';

const start = Date.parse('2024-05-15T10:20:30Z');
const minute = 60_000;
let world: QueryWorld;
let now = start;
beforeAll(async () => {
  world = await startQueryWorld(start);
  await world.insert(
    Array.from({ length: 400 }, (_, index) => ({
      name: ['view', 'pay'][index % 2] ?? '',
      timestamp: start - index * 2 * minute,
      user_id: `u${index % 7}`,
      value: index,
    })),
  );
}, 60_000);
afterAll(() => world.stop());
beforeEach(() => {
  // Each test has hours of its own, so that it finds nothing that another one has cached.
  now += 180 * minute;
  world.clock.set(now);
  world.asked.length = 0;
  world.ctx.cache.deletePrefix('');
});

const finished: QuerySpecInput = {
  kind: 'trend',
  measures: [
    { agg: 'count', event: 'view', hidden: true },
    { agg: 'count', event: 'pay', transform: 'cumulative' },
    { agg: 'avg', of: 'value', transform: { movingAverage: 4 } },
  ],
  formulas: [
    { formula: 'A / B * 100', label: 'Share' },
    { formula: 'A + B', transform: 'cumulative' },
  ],
  range: { last: '6h' },
  grain: '15m',
};
const compared: QuerySpecInput = { ...finished, compare: 'previous' };
const grouped: QuerySpecInput = { ...finished, by: ['name'], top: 3, other: true, range: { last: '6h' } };

const trendOf = ({ data }: Answer): TrendData => {
  if (data.kind !== 'trend') throw new Error('not a trend');
  return data;
};

test('a trend shows its formulas after its measures, and not what is hidden', async () => {
  const data = trendOf(await runQuery(world.ctx, { spec: finished }));
  expect(data.series.map(({ key, label, measure }) => [key, label, measure])).toEqual([
    ['1', 'pay: events, running total', 1],
    ['2', 'average of value, mean of 4', 2],
    ['3', 'Share', 3],
    ['4', 'view: events + pay: events, running total', 4],
  ]);
  expect(new Set(data.series.map(({ values }) => values.length))).toEqual(new Set([data.buckets.length]));
});

test.each([
  ['as it is', finished],
  ['compared', compared],
  ['by group', grouped],
])('a finished trend %s that is refreshed in part equals one that is asked for as a whole', async (_, spec) => {
  await runQuery(world.ctx, { spec });
  const steps: [number, number][] = [
    // Minutes that pass, and how many minutes ago the new event was.
    [1, 0],
    [16, 1],
    [2, 200],
    [31, 5],
    // Before the range, where only the moving average reaches.
    [1, 380],
    [45, 0],
  ];
  for (const [pass, ago] of steps) {
    world.clock.advance(pass * minute);
    const at = world.clock.now() - ago * minute;
    await world.insert([
      { name: 'pay', timestamp: at, value: 7 },
      { name: 'view', timestamp: at, value: 9_000 },
    ]);
    world.clock.advance(6_000);
    const partly = await runQuery(world.ctx, { spec });
    const whole = await runQuery(world.ctx, { spec, skipCache: true });
    expect(partly.data).toEqual(whole.data);
  }
});

test('only the open bucket of a finished trend is asked for again', async () => {
  await runQuery(world.ctx, { spec: finished });
  await world.insert([{ name: 'pay', timestamp: now, value: 5 }]);
  world.clock.advance(6_000);
  const data = trendOf(await runQuery(world.ctx, { spec: finished }));
  const { sql = '', params = {} } = world.asked[1] ?? {};
  const bounds = [...sql.matchAll(/minute >= toDateTime\(\{(p\d+):/g)].map((match) => Number(params[match[1] ?? '']));
  expect(bounds).toEqual([Number(data.openFrom) / 1_000]);
});

test('an event before the range touches a moving average, and nothing else', async () => {
  const spec = (transform: 'cumulative' | { movingAverage: number }): QuerySpecInput => ({
    kind: 'trend',
    measures: [{ agg: 'count', event: 'pay', transform }],
    range: { last: '6h' },
    grain: '15m',
  });
  const ask = async (transform: 'cumulative' | { movingAverage: number }) =>
    runQuery(world.ctx, { spec: spec(transform) });
  const before = trendOf(await ask({ movingAverage: 4 }));
  await ask('cumulative');
  await world.insert([{ name: 'pay', timestamp: (before.buckets[0] ?? 0) - minute }]);
  world.clock.advance(12_000);
  const after = await ask({ movingAverage: 4 });
  expect(after.meta.freshness).toBe('fresh');
  expect(trendOf(after).series[0]?.values[0]).toBe((before.series[0]?.values[0] ?? 0) + 1 / 4);
  expect((await ask('cumulative')).meta.freshness).toBe('cached');
});

test.each([
  ['as it is', finished],
  ['compared', compared],
  ['by group', grouped],
])('patches bring a live finished trend %s to what the whole question answers', async (_, input) => {
  const spec = parseSpec(input);
  const question = { workspaceId: 'w1', key: specKey('w1', spec), spec };
  const source = liveSource(world.ctx);
  let shown = await source.snapshot(question);
  for (const [name, ago] of [
    ['view', 0],
    ['pay', 40],
    ['pay', 385],
    ['pay', 0],
    ['view', 200],
  ] as const) {
    world.clock.advance(4_000);
    await world.insert([{ name, timestamp: world.clock.now() - ago * minute, value: 900 }]);
    const change = await source.refresh(question, shown, []);
    if (change !== null) shown = applyPatch(shown, change.patch, change.meta);
    expect(shown.data).toEqual((await runQuery(world.ctx, { spec: input, skipCache: true })).data);
  }
  world.clock.advance(16 * minute);
  const last = await source.refresh(question, shown, []);
  if (last !== null) shown = applyPatch(shown, last.patch, last.meta);
  expect(shown.data).toEqual((await runQuery(world.ctx, { spec: input, skipCache: true })).data);
  expect(await source.refresh(question, shown, [])).toBeNull();
});
