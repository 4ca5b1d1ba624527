import { parseSpec } from '@/lib/query/parse-spec';
import type { DistributionSpec } from '@/lib/model/query-spec';
import { computeDistribution } from '@/lib/query/compute-distribution';
import { planOf } from '@/lib/query/plan';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { now, randomEvents } from './arbitrary';

let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  const events = randomEvents(3_000, 5);
  for (let from = 0; from < events.length; from += 1_000) await world.insert(events.slice(from, from + 1_000));
}, 60_000);
afterAll(() => world.stop());

const always = {
  or: [['session', 'exists'] as ['session', 'exists'], ['session', 'not exists'] as ['session', 'not exists']],
};
/** Powers of the sketch's base, computed here and in the engine, differ in the last digits. */
const rounded = (data: unknown): unknown =>
  JSON.parse(
    JSON.stringify(data, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(11)) : value)),
  );

const specOf = (where: DistributionSpec['where']): DistributionSpec =>
  parseSpec({ kind: 'distribution', of: 'value', bins: 12, range: { last: '30d' }, where }) as DistributionSpec;

async function asked(where: DistributionSpec['where'], mostCounted: number) {
  const spec = specOf(where);
  const { ctx } = world;
  return await computeDistribution(spec, planOf(spec, now), {
    workspaceId: ctx.actor.workspaceId,
    now,
    mostCounted,
    ask: async ({ sql, params, settings }) => (await ctx.engine.query({ sql, params, settings })).rows,
    read: () => Promise.reject(new Error('nobody reads here')),
  });
}

describe.each([
  ['every event', []],
  ['one name', [['name', '=', 'view']]],
] as [string, DistributionSpec['where']][])('how the values of %s spread', (_, where) => {
  it('is told from the rollup as from the events: how many, and the percentiles', async () => {
    const [sketched, counted, raw] = [
      await asked(where, 0),
      await asked(where, 1_000_000),
      await asked([...where, always], 0),
    ];
    expect([sketched.source, counted.source, raw.source]).toEqual(['quarters', 'events', 'events']);
    expect([sketched.data.isEstimated, counted.data.isEstimated]).toEqual([true, undefined]);
    expect(rounded(counted.data)).toEqual(rounded(raw.data));
    expect(raw.data.count).toBeGreaterThan(500);
    expect(sketched.data.count).toBe(raw.data.count);
    expect(rounded(sketched.data.percentiles)).toEqual(rounded(raw.data.percentiles));
    const starts = (data: typeof raw.data) => rounded(data.bins.map(({ from }) => from));
    expect(starts(sketched.data)).toEqual(starts(raw.data));
  });

  it('has no number farther away from its bin than the sketch may be off', async () => {
    const { data } = await asked(where, 0);
    const { ctx } = world;
    const { rows } = await ctx.engine.query<{ v: number }>({
      sql: `SELECT toFloat64(value) AS v FROM sightglass.events WHERE workspace = {w:String} AND isNotNull(value)${where.length > 0 ? " AND name = 'view'" : ''}
        AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`,
      params: { w: ctx.actor.workspaceId, ...rangeOf(where) },
    });
    const below = (edge: number) => rows.filter(({ v }) => v < edge).length;
    let estimated = 0;
    for (const bin of data.bins.slice(0, -1)) {
      estimated += bin.count;
      // A number is known to lie within its bucket, which is 2 % wide; around 1 there are two in one.
      const slack = Math.abs(bin.to) * 0.0205 + (Math.abs(bin.to) < 1.1 ? 0.05 : 0);
      expect(estimated).toBeGreaterThanOrEqual(below(bin.to - slack) - 1);
      expect(estimated).toBeLessThanOrEqual(below(bin.to + slack) + 1);
    }
  });
});

function rangeOf(where: DistributionSpec['where']): { from: number; to: number } {
  const { from, to } = planOf(specOf(where), now).range;
  return { from, to };
}

test('few values are counted one by one, as ever', async () => {
  const { meta, data } = await runQuery(world.ctx, { spec: specOf([]), skipCache: true });
  expect(meta.source).toBe('events');
  expect(data).not.toHaveProperty('isEstimated');
});
