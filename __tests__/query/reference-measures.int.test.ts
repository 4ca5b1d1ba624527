import fc from 'fast-check';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec, QuerySpecInput } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf } from '@/lib/query/plan';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { now, randomEvents } from './arbitrary';
import { matching, measured } from './reference';
import {
  checkComputedBreakdown,
  checkComputedTotal,
  checkComputedTrend,
  checkDrivers,
  checkHeatmap,
  computedSpec,
  driversSpec,
  heatmapSpec,
} from './reference-measures';

const events = randomEvents(2_000, 21);
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert(events);
}, 60_000);
afterAll(() => world.stop());

function check(query: QuerySpec, { data }: Answer): unknown[] {
  if (query.kind === 'total' && data.kind === 'total') return checkComputedTotal(events, query, data);
  if (query.kind === 'breakdown' && data.kind === 'breakdown') return checkComputedBreakdown(events, query, data);
  if (query.kind === 'trend' && data.kind === 'trend') return checkComputedTrend(events, query, data);
  if (query.kind === 'heatmap' && data.kind === 'heatmap') return checkHeatmap(events, query, data);
  if (query.kind === 'drivers' && data.kind === 'drivers') return checkDrivers(events, query, data);
  return [{ kind: data.kind }];
}

const isAnsweredObviously = (spec: fc.Arbitrary<QuerySpecInput>) =>
  fc.asyncProperty(spec, async (input) => {
    const query = parseSpec(structuredClone(input));
    const answer = await runQuery(world.ctx, { spec: input, skipCache: true }).catch((error: unknown) => {
      // A month in hours can be more buckets than are drawn.
      expect(error).toMatchObject({ code: 'invalid_input', fields: [{ path: 'grain' }] });
    });
    if (answer) expect(check(query, answer)).toEqual([]);
  });

test('formulas, hidden measures and transforms are what the obvious computation makes of them', async () => {
  await fc.assert(isAnsweredObviously(computedSpec), { numRuns: 200, seed: 20241027 });
}, 300_000);

test('heat maps are what the obvious computation makes of them', async () => {
  await fc.assert(isAnsweredObviously(heatmapSpec), { numRuns: 60, seed: 7 });
}, 300_000);

test('drivers are what the obvious computation makes of them', async () => {
  await fc.assert(isAnsweredObviously(driversSpec), { numRuns: 40, seed: 5 });
}, 300_000);

test('the percentiles of a distribution are within a hundredth of the exact ones', async () => {
  for (const field of ['value', 'properties.delay']) {
    const spec: QuerySpecInput = { kind: 'distribution', of: field, range: { last: '30d' } };
    const { data, query } = await runQuery(world.ctx, { spec });
    if (data.kind !== 'distribution' || query.kind !== 'distribution') throw new Error('not a distribution');
    const own = matching(events, query, planOf(query, now).range);
    const levels = ['p50', 'p75', 'p90', 'p95', 'p99'] as const;
    for (const agg of levels) {
      const expected = measured(own, { agg, of: field }, 1) ?? 0;
      expect(Math.abs((data.percentiles?.[agg] ?? 0) - expected)).toBeLessThanOrEqual(Math.abs(expected) * 0.0101);
    }
  }
  const none = await runQuery(world.ctx, {
    spec: { kind: 'distribution', of: 'properties.none', range: { last: '30d' } },
  });
  expect(none.data).toEqual({ kind: 'distribution', of: 'properties.none', bins: [], count: 0 });
});

test('percentiles of numbers below one are as near as those of larger ones', async () => {
  const at = now - 25 * 24 * 3_600_000;
  const numbers = Array.from({ length: 97 }, (_, index) => (index + 1) / 100);
  await world.insert(
    numbers.flatMap((value, index) => [
      { name: `ratio-${index}`, timestamp: at, value },
      { name: `below-${index}`, timestamp: at, value: -value },
    ]),
  );
  const spec = (where: string[]): QuerySpecInput => ({
    kind: 'breakdown',
    measures: [
      { agg: 'p50', of: 'value' },
      { agg: 'avg', of: 'value' },
    ],
    by: ['name'],
    where: [['name', 'starts with', where]],
    top: 100,
    range: { last: '30d' },
  });
  for (const prefix of ['ratio-', 'below-']) {
    const { data } = await runQuery(world.ctx, { spec: spec([prefix]) });
    if (data.kind !== 'breakdown') throw new Error('not a breakdown');
    expect(data.rows).toHaveLength(97);
    for (const { values } of data.rows) {
      const [p50 = null, exact = null] = values;
      expect(Math.abs((p50 ?? 9) / (exact ?? 1) - 1)).toBeLessThan(0.0101);
    }
  }
});

test('drivers find the fields to look at, those of a peak too, and name the value behind it', async () => {
  const hour = 3_600_000;
  const peak = now - 20 * 24 * hour;
  await world.insert(
    Array.from({ length: 600 }, (_, index) => ({
      name: 'order',
      // One an hour all day long, and 200 more of one shop within an hour.
      timestamp: index < 400 ? peak - 20 * hour + index * (hour / 10) : peak + index * 1_000,
      user_id: `u${index}`,
      properties: {
        id: `o-${index}`,
        shop: index < 400 ? ['a', 'b', 'c'][index % 3] : 'b',
        paid: index % 2 === 0,
        ...(index < 400 ? {} : { voucher: 'AUTUMN' }),
      },
    })),
  );
  const spec = {
    kind: 'drivers' as const,
    measure: { agg: 'count' as const, event: 'order' },
    focus: { from: new Date(peak).toISOString(), to: new Date(peak + hour).toISOString() },
    range: { from: new Date(peak - 24 * hour).toISOString(), to: new Date(peak + 24 * hour).toISOString() },
  };
  const { data } = await runQuery(world.ctx, { spec });
  if (data.kind !== 'drivers') throw new Error('not drivers');
  expect(data.fields).toEqual(['properties.paid', 'properties.shop', 'properties.voucher']);
  expect(data.isPerHour).toBe(true);
  const top = data.rows.slice(0, 2).map(({ field, value }) => [field, value]);
  expect(top).toEqual(
    [
      ['properties.shop', 'b'],
      ['properties.voucher', 'AUTUMN'],
    ].sort((a, b) => effectAt(b) - effectAt(a)),
  );
  expect(data.rows.find(({ value }) => value === 'a')?.effect).toBe(0);
  function effectAt([field, value]: string[]): number {
    if (data.kind !== 'drivers') return 0;
    return Math.abs(data.rows.find((row) => row.field === field && row.value === value)?.effect ?? 0);
  }
});

test.each<[string, object]>([
  ['begins before the range', { from: '2024-10-24T00:00:00Z', to: '2024-10-26T00:00:00Z' }],
  ['ends after it', { from: '2024-10-26T00:00:00Z', to: '2024-10-29T00:00:00Z' }],
  ['is all of it', { from: '2024-10-25T00:00:00Z', to: '2024-10-28T00:00:00Z' }],
])('a focus that %s is refused', async (_, focus) => {
  const range = { from: '2024-10-25T00:00:00Z', to: '2024-10-28T00:00:00Z' };
  const spec = { kind: 'drivers', measure: { agg: 'count' }, focus, range } as QuerySpecInput;
  await expect(runQuery(world.ctx, { spec })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'focus' }],
  });
});
