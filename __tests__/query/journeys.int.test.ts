import fc from 'fast-check';
import type { AnswerData } from '@/lib/model/answer';
import { otherStep, type PathLink } from '@/lib/model/journey-answer';
import type { QuerySpec, QuerySpecInput } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf } from '@/lib/query/plan';
import { runQuery } from '@/lib/query/run-query';
import { resolveRange } from '@/lib/time/range';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { funnelSpec, now, pathsSpec, randomJourneys, retentionSpec } from './arbitrary-journeys';
import { textOf } from './reference';
import { funnelOf, pathsOf, retentionOf } from './reference-journeys';

const events = randomJourneys(3_000, 11);
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert(events);
}, 60_000);
afterAll(() => world.stop());

type Kind<K extends QuerySpec['kind']> = Extract<QuerySpec, { kind: K }>;

async function answerTo<K extends 'funnel' | 'retention' | 'paths'>(
  kind: K,
  input: QuerySpecInput,
): Promise<{ query: Kind<K>; data: Extract<AnswerData, { kind: K }> }> {
  const query = parseSpec(input);
  const { data } = await runQuery(world.ctx, { spec: input, skipCache: true });
  if (query.kind !== kind || data.kind !== kind) throw new Error(`expected a ${kind}`);
  return { query: query as Kind<K>, data: data as Extract<AnswerData, { kind: K }> };
}

const runs = { numRuns: 150, seed: 20241103 };

test('a funnel is answered as the obvious computation answers it', async () => {
  let completed = 0;
  let split = 0;
  await fc.assert(
    fc.asyncProperty(funnelSpec, async (input) => {
      const { query, data } = await answerTo('funnel', input);
      expect(data.groups).toEqual(funnelOf(events, query, planOf(query, now).range));
      if ((data.groups[0]?.totalMedianMs ?? 0) > 0) completed += 1;
      if (data.groups.some((group) => group.isOther === true && (group.counts[1] ?? 0) > 0)) split += 1;
    }),
    runs,
  );
  // The questions must be such that there is something to get wrong.
  expect(completed).toBeGreaterThan(50);
  expect(split).toBeGreaterThan(15);
}, 300_000);

test('a retention is answered as the obvious computation answers it', async () => {
  let returned = 0;
  await fc.assert(
    fc.asyncProperty(retentionSpec, async (input) => {
      const { query, data } = await answerTo('retention', input);
      const range = resolveRange(query.range, query.timezone, now);
      expect(data).toEqual(retentionOf(events, query, { range, now }));
      if (data.cohorts.some((cohort) => (cohort.values[1] ?? 0) > 0)) returned += 1;
    }),
    runs,
  );
  expect(returned).toBeGreaterThan(50);
}, 300_000);

/** The engine's hash of every name, by which it orders what is otherwise equal. */
async function ranks(): Promise<(name: string) => bigint> {
  const fields = ['name', 'properties.country', 'properties.delay', 'session'];
  const names = [
    ...new Set(['the anchor', ...events.flatMap((event) => fields.map((field) => textOf(event, field) ?? ''))]),
  ];
  const { rows } = await world.engine.query<{ name: string; hash: string }>({
    sql: 'SELECT arrayJoin({names:Array(String)}) AS name, toString(cityHash64(name)) AS hash',
    params: { names },
  });
  const known = new Map(rows.map((row) => [row.name, BigInt(row.hash)]));
  return (name) => known.get(name) ?? 0n;
}

const sorted = (links: readonly PathLink[]) =>
  links.map((link) => JSON.stringify(link, ['step', 'from', 'to', 'count'])).sort();

test('paths are answered as the obvious computation answers them', async () => {
  const rankOf = await ranks();
  let long = 0;
  let rest = 0;
  await fc.assert(
    fc.asyncProperty(pathsSpec, async (input) => {
      const { query, data } = await answerTo('paths', input);
      const expected = pathsOf(events, query, { range: planOf(query, now).range, rankOf });
      expect(data.count).toBe(expected.count);
      expect(sorted(data.links)).toEqual(sorted(expected.links));
      const flows = (of: typeof data.flows) => of.map((flow) => JSON.stringify(flow)).sort();
      expect(flows(data.flows)).toEqual(flows(expected.flows));
      if (data.links.some((link) => link.step > 1 && link.to !== null)) long += 1;
      if (data.links.some((link) => link.to === otherStep)) rest += 1;
    }),
    runs,
  );
  expect(long).toBeGreaterThan(50);
  expect(rest).toBeGreaterThan(25);
}, 300_000);

const at = (text: string): number => Date.parse(`2024-09-02T${text}Z`);
const september = { from: '2024-09-02T00:00:00Z', to: '2024-09-03T00:00:00Z' };

async function withEvents(
  list: readonly [user: string, name: string, time: string, properties?: object][],
): Promise<void> {
  await world.insert(
    list.map(([user_id, name, time, properties = {}]) => ({
      user_id,
      name,
      timestamp: at(time),
      properties: properties as Record<string, unknown>,
    })),
  );
}

test('an attempt is measured from the latest first step, and the furthest attempt counts', async () => {
  await withEvents([
    ['f1', 'f.a', '01:00:00'],
    ['f1', 'f.a', '01:10:00'],
    ['f1', 'f.b', '01:11:00'],
    ['f1', 'f.a', '02:00:00'],
    ['f2', 'f.a', '01:00:00'],
    ['f2', 'f.x', '01:00:30'],
    ['f2', 'f.b', '01:02:00'],
    ['f3', 'f.b', '01:00:00'],
    ['f3', 'f.a', '01:00:00'],
    ['f4', 'f.a', '01:00:00'],
    ['f4', 'f.b', '02:00:00.001'],
    ['f5', 'f.b', '01:00:00'],
    ['', 'f.a', '01:00:00'],
  ]);
  const steps = [{ event: 'f.a' }, { event: 'f.b' }];
  const ask = (order: 'ordered' | 'strict') =>
    answerTo('funnel', { kind: 'funnel', steps, order, window: '1h', range: september });
  expect((await ask('ordered')).data).toMatchObject({
    steps: ['f.a', 'f.b'],
    groups: [{ group: [], counts: [4, 3], medianMs: [null, 60_000], totalMedianMs: 60_000 }],
  });
  expect((await ask('strict')).data.groups[0]).toMatchObject({ counts: [4, 2], totalMedianMs: 30_000 });
});

test('journeys end at the range, at a gap and at the depth', async () => {
  await withEvents([
    ['p1', 'p.start', '05:00:00'],
    ['p1', 'p.one', '05:01:00'],
    ['p1', 'p.start', '05:02:00'],
    ['p1', 'p.two', '05:32:00.001'],
    ['p2', 'p.start', '23:59:59'],
  ]);
  await world.insert([{ user_id: 'p2', name: 'p.one', timestamp: at('23:59:59') + 2_000 }]);
  const where = [['name', 'starts with', 'p.']];
  const { data } = await answerTo('paths', { kind: 'paths', anchor: { event: 'p.start' }, where, range: september });
  expect(data).toMatchObject({
    anchor: 'p.start',
    count: 2,
    flows: [
      { steps: ['p.start'], count: 1 },
      { steps: ['p.start', 'p.one', 'p.start'], count: 1 },
    ],
  });
  expect(data.links).toContainEqual({ step: 3, from: 'p.start', to: null, count: 1 });
});

test('a start long before the range keeps a user out of the first cohorts, and a late one changes a cached answer', async () => {
  const question: QuerySpecInput = {
    kind: 'retention',
    start: { event: 'r.start' },
    back: { event: 'r.back' },
    period: 'day',
    range: { from: '2024-09-10T00:00:00Z', to: '2024-09-12T00:00:00Z' },
  };
  await world.insert([
    { user_id: 'r1', name: 'r.start', timestamp: Date.parse('2024-09-10T10:00:00Z') },
    { user_id: 'r1', name: 'r.back', timestamp: Date.parse('2024-09-11T10:00:00Z') },
  ]);
  const sizes = async () => {
    const { data } = await runQuery(world.ctx, { spec: question, purpose: 'live' });
    return data.kind === 'retention' ? data.cohorts.map((cohort) => [cohort.size, cohort.values]) : null;
  };
  expect(await sizes()).toEqual([
    [1, [0, 1]],
    [0, [0]],
  ]);
  // Longer than an answer is fresh, shorter than one that nothing touched is believed.
  world.clock.advance(61_000);
  await world.insert([{ user_id: 'r1', name: 'r.start', timestamp: Date.parse('2024-03-01T10:00:00Z') }]);
  expect((await sizes())?.[0]?.[0]).toBe(0);
  world.clock.set(now);
});
