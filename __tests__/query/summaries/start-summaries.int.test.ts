import { runQuery } from '@/lib/query/run-query';
import { lookOnce } from '@/lib/query/summaries/start-summaries';
import type { Store } from '@/lib/store/store';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';
import { openTestStore } from '../../build/store';
import { workspace } from '../../store/contract';
import { expectAsFromEvents, type SummedSpec } from './summary-world';

jest.setTimeout(120_000);
const now = Date.UTC(2026, 4, 20, 12);
const signal = new AbortController().signal;
let world: QueryWorld;
let store: Store;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  ({ store, close: closeStore } = await openTestStore());
  world = await startQueryWorld(now);
  await store.workspaces.insert(workspace('w1'));
});
afterAll(async () => {
  await world.stop();
  await closeStore();
});

const byPlan: SummedSpec = {
  kind: 'breakdown',
  measures: [{ agg: 'count' }, { agg: 'p95', of: 'value' }],
  by: ['properties.plan'],
  range: { last: '7d' },
};
/** A day of as many events as pay, two days before the last, and the same of a workspace that is gone. */
const large = (workspaceId: string) => ({
  sql: `INSERT INTO events (workspace, name, timestamp, received_at, event_id, user_id, session_id, value, properties)
    SELECT {workspace:String}, 'view', toDateTime64('2026-05-18 00:00:00', 3, 'UTC') + number, now64(3), toString(number),
      toString(number % 900), '', number % 70, if(number % 4 = 0, '{}', '{"plan": "' || toString(number % 3) || '"}')
    FROM numbers(50000)`,
  params: { workspace: workspaceId },
});
const summarised = async () =>
  (
    await world.engine.query({
      sql: 'SELECT DISTINCT workspace, property FROM events_1d_by ORDER BY workspace, property',
    })
  ).rows;

test('what is asked about over a long range is summarised, the next answer comes from it, and what is of no use goes', async () => {
  const services = { ...world.ctx, store };
  await world.engine.command(large('w1'));
  // Nobody has asked for anything.
  await lookOnce(services, { signal, isFull: true });
  expect(await summarised()).toEqual([]);
  expect((await runQuery(world.ctx, { spec: byPlan })).meta.source).toBe('events');
  await lookOnce(services, { signal, isFull: false });
  expect(await summarised()).toEqual([{ workspace: 'w1', property: 'properties.plan' }]);
  expect(await expectAsFromEvents(world.ctx, byPlan)).toBe('summaries');
  const text = await world.metrics.registry.metrics();
  expect([text.includes('sightglass_summaries_days_total'), await store.settings.get(null, 'summaries.turn')]).toEqual([
    true,
    0,
  ]);

  // It was being made while its workspace was deleted.
  await world.engine.command({
    sql: `INSERT INTO events_1d_by SELECT * REPLACE ('gone' AS workspace) FROM events_1d_by`,
  });
  world.clock.advance(3_600_000);
  await lookOnce(services, { signal, isFull: true });
  expect(await summarised()).toEqual([{ workspace: 'w1', property: 'properties.plan' }]);
});
