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
      { numRuns: 8, seed: 9 },
    );
  });
});
