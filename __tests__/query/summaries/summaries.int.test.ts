import fc from 'fast-check';
import type { Context } from '@/lib/context';
import { rebuildDays } from '@/lib/people/rebuild-days';
import { runQuery } from '@/lib/query/run-query';
import { cleanSummaries } from '@/lib/query/summaries/clean-summaries';
import { dropSummaries } from '@/lib/query/summaries/drop-summaries';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';
import { now } from '../arbitrary';
import {
  about,
  aboutAny,
  crashingAfter,
  expectAsFromEvents,
  inWorkspace,
  someEvents,
  summarise,
  type SummedSpec,
} from './summary-world';

jest.setTimeout(300_000);
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
});
afterAll(() => world.stop());

const { signal } = new AbortController();
const country = 'properties.country';
const day = 86_400_000;
const byCountry: SummedSpec = {
  kind: 'breakdown',
  measures: [{ agg: 'count' }, { agg: 'users' }],
  by: ['properties.country'],
  top: 100,
  range: { last: '30d' },
};
let made = 0;
/** A workspace of its own with a month of events. */
async function filled(count: number, seed: number): Promise<Context> {
  const workspace = `s${(made += 1)}`;
  await world.insert(someEvents(workspace, count, seed));
  return inWorkspace(world.ctx, workspace);
}
async function deletePerson(ctx: Context, user: string): Promise<void> {
  const { workspaceId: workspace } = ctx.actor;
  const params = { workspace, user };
  const own = 'workspace = {workspace:String} AND user_id = {user:String}';
  const { rows } = await world.engine.query<{ day: number }>({
    sql: `SELECT DISTINCT toFloat64(toUnixTimestamp(toStartOfDay(timestamp))) * 1000 AS day FROM events WHERE ${own} ORDER BY day`,
    params,
  });
  const days = rows.map((row) => row.day);
  if (days.length === 0) return;
  await world.engine.command({ sql: `DELETE FROM events WHERE ${own}`, params });
  await dropSummaries(world.ctx, { workspace, days });
  await rebuildDays(world.ctx, { workspace, days, mark: `${workspace}x`, hold: (work) => work(), signal });
}

describe('an answer from summaries', () => {
  it('is that of the events, whatever is asked about one property', async () => {
    const ctx = await filled(2_500, 21);
    await summarise(ctx);
    // Days that have fallen behind are read from the events, side by side with the others.
    await world.insert(someEvents(ctx.actor.workspaceId, 6, 22));
    const sources = new Set<string>();
    await fc.assert(
      fc.asyncProperty(aboutAny, async (spec) => void sources.add(await expectAsFromEvents(ctx, spec))),
      { numRuns: 60, seed: 5 },
    );
    expect([...sources]).toEqual(['summaries']);
  });

  it('stays that of the events through late events, crashes, deletions and new summaries', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('late' as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ do: fc.constant('summarise' as const) }),
      fc.record({ do: fc.constant('crash' as const), after: fc.integer({ min: 0, max: 40 }) }),
      fc.record({ do: fc.constant('delete' as const), user: fc.integer({ min: 0, max: 39 }) }),
      fc.record({ do: fc.constant('clean' as const) }),
    );
    let seed = 100;
    const run = async (ctx: Context, { ...what }: typeof step extends fc.Arbitrary<infer T> ? T : never) => {
      const fields = [country];
      if (what.do === 'late') await world.insert(someEvents(ctx.actor.workspaceId, what.count, (seed += 1)));
      if (what.do === 'summarise') await summarise(ctx, fields);
      if (what.do === 'crash') await summarise(crashingAfter(ctx, what.after), fields).catch(() => undefined);
      if (what.do === 'delete') await deletePerson(ctx, `u${what.user}`);
      if (what.do === 'clean')
        await cleanSummaries(ctx, { workspaceId: ctx.actor.workspaceId, wanted: fields, signal });
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 6 }),
        fc.array(about(country), { minLength: 4, maxLength: 4 }),
        async (steps, specs) => {
          const ctx = await filled(300, (seed += 1));
          await summarise(ctx, [country]);
          for (const one of steps) {
            await run(ctx, one);
            await expectAsFromEvents(ctx, byCountry);
          }
          for (const spec of specs) await expectAsFromEvents(ctx, spec);
        },
      ),
      { numRuns: 4, seed: 9 },
    );
  });
});

describe('a summary', () => {
  const on = (ctx: Context, sql: string) =>
    world.engine
      .query<{ n: number }>({ sql, params: { workspace: ctx.actor.workspaceId } })
      .then(({ rows }) => rows[0]?.n ?? 0);
  const own = 'workspace = {workspace:String}';
  const rowsOf = (ctx: Context) => on(ctx, `SELECT toFloat64(count()) AS n FROM events_1d_by WHERE ${own}`);

  it('has every event of its day, so a late one is never missing and the day is made anew', async () => {
    const ctx = await filled(200, 31);
    const first = await summarise(ctx, [country]);
    expect(first.made).toBeGreaterThan(5);
    expect((await runQuery(ctx, { spec: byCountry, skipCache: true })).meta.source).toBe('summaries');
    await world.insert([
      { ...someEvents(ctx.actor.workspaceId, 1, 32)[0], timestamp: now - 5 * day, properties: { country: 'late' } },
    ]);
    const { data } = await runQuery(ctx, { spec: byCountry, skipCache: true });
    expect(JSON.stringify(data)).toContain('["late"],"values":[1,');
    expect(await summarise(ctx, [country])).toMatchObject({ made: 1 });
    expect(await summarise(ctx, [country])).toMatchObject({ made: 0 });
    expect(await expectAsFromEvents(ctx, byCountry)).toBe('summaries');
  });

  it('is of one workspace', async () => {
    const [mine, theirs] = [await filled(150, 41), await filled(150, 42)];
    await summarise(mine, [country]);
    expect(await expectAsFromEvents(mine, byCountry)).toBe('summaries');
    expect(await expectAsFromEvents(theirs, byCountry)).toBe('events');
    expect([(await rowsOf(mine)) > 0, await rowsOf(theirs)]).toEqual([true, 0]);
  });

  it('is refused by what its values are, texts as well as numbers', async () => {
    const ctx = await filled(400, 81);
    await summarise(ctx, ['properties.deep.plan', country], { mostValues: 4 });
    const states = await world.engine.query({
      sql: `SELECT property, state FROM events_1d_by_days WHERE ${own} AND events > 60 GROUP BY property, state ORDER BY property`,
      params: { workspace: ctx.actor.workspaceId },
    });
    expect(states.rows).toEqual([
      { property: country, state: 'refused' },
      { property: 'properties.deep.plan', state: 'made' },
    ]);
  });

  it('is not made of days with many values or few events, and that is not found out again and again', async () => {
    const ctx = await filled(200, 51);
    expect(await summarise(ctx, [country], { leastEvents: 10_000 })).toEqual({ made: 0, refused: 0, unsure: 0 });
    const refused = await summarise(ctx, [country], { mostValues: 0 });
    expect(refused).toMatchObject({ made: 0 });
    expect(refused.refused).toBeGreaterThan(5);
    expect(await summarise(ctx, [country])).toEqual({ made: 0, refused: 0, unsure: 0 });
    expect(await rowsOf(ctx)).toBe(0);
  });

  it('counts for nothing when it was begun before events were taken from its day', async () => {
    const ctx = await filled(200, 61);
    // The events are read before the deletion, the rest is done after it.
    let isDeleted = false;
    const command: typeof world.engine.command = async (query) => {
      await world.engine.command(query);
      if (isDeleted || !query.sql.includes('name, text, number')) return;
      isDeleted = true;
      await deletePerson(ctx, 'u1');
    };
    await summarise({ ...ctx, engine: { ...ctx.engine, command } }, [country]);
    expect(isDeleted).toBe(true);
    const users: SummedSpec = { ...byCountry, measures: [{ agg: 'users' }] };
    await expectAsFromEvents(ctx, users);
    // As many events come back as were deleted, so that only the drop tells that the summary is an old one.
    await world.insert(someEvents(ctx.actor.workspaceId, 60, 62));
    await expectAsFromEvents(ctx, users);
    await summarise(ctx, [country]);
    expect(await expectAsFromEvents(ctx, users)).toBe('summaries');
  });

  it('of which a crash wrote a part is not doubled by the next, and goes when it is old', async () => {
    const ctx = await filled(200, 71);
    await summarise(ctx, [country]);
    // What an insert leaves that broke off two hours ago.
    const breakOff = (property: string) =>
      world.engine.command({
        sql: `INSERT INTO events_1d_by SELECT * REPLACE ({property:String} AS property, made - 7200000000 AS made)
              FROM (SELECT * FROM events_1d_by WHERE ${own} AND property = {country:String} AND text = 'DE')`,
        params: { workspace: ctx.actor.workspaceId, property, country },
      });
    await breakOff(country);
    const inUse = await rowsOf(ctx);
    await breakOff('properties.gone');
    expect(await rowsOf(ctx)).toBeGreaterThan(inUse);
    expect(await expectAsFromEvents(ctx, byCountry)).toBe('summaries');
    await cleanSummaries(ctx, { workspaceId: ctx.actor.workspaceId, wanted: [country], signal });
    // What may still be read beside a summary that is a moment old goes the next time.
    expect(await rowsOf(ctx)).toBe(inUse);
    expect(await expectAsFromEvents(ctx, byCountry)).toBe('summaries');
  });
});
