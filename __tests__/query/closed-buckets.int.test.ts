import fc from 'fast-check';
import type { StoredEvent } from '@/lib/model/event';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { recomputed, refreshed, type Question } from '@/lib/query/refresh';
import { specKey } from '@/lib/query/spec-key';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { change } from './arbitrary';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Some hours after clocks in Berlin were put back. */
const start = change + 9 * hour + 17 * minute + 23_456;

let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(start);
}, 60_000);
afterAll(() => world.stop());

type Grain = '1m' | '15m' | '1h' | '6h' | '1d' | '1w' | '1M';
/** Windows that overlap each other, some cut in the middle of a bucket; back from now, ms. */
const windows: Record<Grain, (string | [number, number])[]> = {
  '1m': ['15m', '1h', '6h', [2 * hour, 90 * minute + 31_500]],
  '15m': ['6h', '24h', '3d', 'today', [day, 6 * hour], [2 * day + 7_000, hour]],
  '1h': ['24h', '3d', '7d', 'today', 'week', [4 * day, day], [3 * day + 1_234, 12_345]],
  '6h': ['3d', '7d', '30d', [9 * day, 2 * day + 5 * hour]],
  '1d': ['7d', '30d', 'month', 'yesterday', [20 * day, 3 * day], [5 * hour, 2 * hour]],
  '1w': ['30d', '90d', [60 * day, 8 * day]],
  '1M': ['90d', '180d', [120 * day, 10 * day]],
};

const grains = fc.constantFrom<Grain>('1m', '15m', '1h', '1h', '6h', '1d', '1d', '1w', '1M');
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe');
/** What is asked about; few of them in one run, so that windows meet. */
const subject = fc.record({
  grain: grains,
  timezone: zones,
  measures: fc.constantFrom<Extract<QuerySpecInput, { kind: 'trend' }>['measures']>(
    [{ agg: 'count' }],
    [
      { agg: 'rate', event: 'view' },
      { agg: 'sum', of: 'value' },
    ],
    [
      { agg: 'users', transform: { movingAverage: 3 } },
      { agg: 'p95', of: 'value' },
    ],
  ),
  by: fc.constantFrom<string[]>([], [], ['name'], ['properties.country']),
  other: fc.boolean(),
});
const subjects = fc.array(subject, { minLength: 1, maxLength: 3, size: 'max' });
const ask = fc.record({
  kind: fc.constant('ask' as const),
  /** Whether the question itself has been forgotten. */
  isNew: fc.boolean(),
  subject: fc.nat({ max: 2 }),
  window: fc.nat({ max: 5 }),
  compare: fc.constantFrom(undefined, undefined, 'previous' as const, 'week' as const),
});
const moment = fc.record({
  ago: fc.oneof(fc.integer({ min: 0, max: 30 * minute }), fc.integer({ min: 0, max: 100 * day })),
  name: fc.constantFrom('view', 'click', 'pay'),
  country: fc.constantFrom('DE', 'US', 'IN', 'BR'),
  value: fc.integer({ min: 0, max: 500 }),
  user: fc.integer({ min: 0, max: 9 }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: ask },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      events: fc.array(moment, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(minute, 20 * minute, 7 * hour) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Ask = Extract<Step, { kind: 'ask' }>;
type Subject = typeof subject extends fc.Arbitrary<infer T> ? T : never;

const nth = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function questionOf(workspaceId: string, about: readonly Subject[], asked: Ask): Question {
  const own = nth(about, asked.subject);
  const window = nth(windows[own.grain], asked.window);
  const at = (ago: number) => new Date(world.clock.now() - ago).toISOString();
  const range = typeof window === 'string' ? { last: window } : { from: at(window[0]), to: at(window[1]) };
  const { compare } = asked;
  const spec = parseSpec({ kind: 'trend', top: 2, range, ...own, ...(compare === undefined ? {} : { compare }) });
  return { workspaceId, spec, key: specKey(workspaceId, spec) };
}

async function write(workspace: string, moments: Extract<Step, { kind: 'write' }>['events']): Promise<void> {
  await world.insert(
    moments.map(({ ago, name, country, value, user }): Partial<StoredEvent> => ({
      workspace,
      name,
      timestamp: world.clock.now() - ago,
      value,
      user_id: `u${user}`,
      properties: { country },
    })),
  );
}

test('whatever is asked and written in whatever order, an answer from known buckets equals one computed anew', async () => {
  let runs = 0;
  const first = fc.array(moment, { minLength: 40, maxLength: 60 });
  const stepLists = fc.array(step, { minLength: 12, maxLength: 30, size: 'max' });
  await fc.assert(
    fc.asyncProperty(first, subjects, stepLists, async (moments, about, steps) => {
      const workspace = `run${(runs += 1)}`;
      world.clock.set(start);
      await write(workspace, moments);
      for (const one of steps) {
        // Longer than the groups of a question are kept as they are.
        world.clock.advance(16_000);
        if (one.kind === 'wait') world.clock.advance(one.ms);
        else if (one.kind === 'write') await write(workspace, one.events);
        else {
          const question = questionOf(workspace, about, one);
          if (one.isNew) world.ctx.cache.delete(question.key);
          const known = await refreshed(world.ctx, question, { purpose: 'interactive' });
          const anew = await recomputed(world.ctx, question, { purpose: 'interactive' });
          expect(known.data).toEqual(anew.data);
        }
      }
    }),
    { numRuns: 6, seed: 5 },
  );
  expect(await bucketCount('reused')).toBeGreaterThan(500);
}, 240_000);

async function bucketCount(result: 'reused' | 'asked'): Promise<number> {
  const { values } = await world.ctx.metrics.cache.buckets.get();
  return values.find(({ labels }) => labels.result === result)?.value ?? 0;
}
