import fc from 'fast-check';
import type { AnswerData } from '@/lib/model/answer';
import type { QuerySpecInput, TotalSpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { coveredMeasure, now, randomEvents, zone } from './arbitrary';

let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  const events = randomEvents(3_000, 11);
  // Several batches, so that a minute has several parts to merge.
  for (let from = 0; from < events.length; from += 500) await world.insert(events.slice(from, from + 500));
}, 60_000);
afterAll(() => world.stop());

/** True of every event, and beyond what the rollup knows. */
const always = {
  or: [['session', 'exists'] as ['session', 'exists'], ['session', 'not exists'] as ['session', 'not exists']],
};

const onName = fc.constantFrom<TotalSpecInput['where']>(
  [],
  [],
  [['name', '=', 'view']],
  [['name', 'not in', ['view', 'gone']]],
  [{ or: [['name', 'contains', 'i'], { not: ['name', 'starts with', 'p'] }] }],
);
const range = fc.constantFrom(
  { last: '24h' },
  { last: '7d' },
  { last: '30d' },
  { last: 'today' },
  { last: '2h' },
  { from: '2024-10-26T20:07:00Z', to: '2024-10-27T06:03:00Z' },
  { from: '2024-10-26T20:15:00Z', to: '2024-10-27T06:00:00Z' },
  { from: '2024-10-20T20:59:00Z', to: '2024-10-27T01:01:00Z' },
);
const base = {
  measures: fc.array(coveredMeasure, { minLength: 1, maxLength: 4 }),
  where: onName,
  range,
  timezone: zone,
  compare: fc.constantFrom('previous' as const, 'week' as const),
};
/** Of all names, which the widest rollups are for. */
const ofAll = fc.constantFrom<TotalSpecInput['measures']>(
  [{ agg: 'users' }, { agg: 'count' }],
  [
    { agg: 'p95', of: 'value' },
    { agg: 'last', of: 'value' },
  ],
  [{ agg: 'rate' }, { agg: 'avg', of: 'value' }, { agg: 'min', of: 'value' }],
);
const covered = fc.oneof<fc.Arbitrary<Exclude<QuerySpecInput, { kind: 'sql' }>>[]>(
  fc.record({ kind: fc.constant('total' as const), ...base }),
  fc.record({ kind: fc.constant('total' as const), ...base, measures: ofAll, where: fc.constant([]) }),
  fc.record({
    kind: fc.constant('trend' as const),
    ...base,
    measures: ofAll,
    where: fc.constant([]),
    grain: fc.constantFrom('1h' as const, '1d' as const, '1w' as const, '1M' as const),
  }),
  fc.record({
    kind: fc.constant('trend' as const),
    ...base,
    by: fc.constantFrom<string[][]>([], ['name']),
    grain: fc.constantFrom(
      'auto' as const,
      '5m' as const,
      '1h' as const,
      '6h' as const,
      '1d' as const,
      '1w' as const,
      '1M' as const,
    ),
    top: fc.constantFrom(1, 2, 10),
    other: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('heatmap' as const),
    measure: coveredMeasure,
    where: onName,
    range,
    timezone: zone,
  }),
  fc.record({
    kind: fc.constant('breakdown' as const),
    ...base,
    by: fc.constant<string[]>(['name']),
    top: fc.constantFrom(1, 2, 10),
    other: fc.boolean(),
  }),
);

/** Sums of floating point numbers depend on their order in the last digits. */
const rounded = (data: AnswerData): unknown =>
  JSON.parse(
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(11)) : value,
    ),
  );

test('every rollup gives the numbers that the events give', async () => {
  const sources = new Set<string>();
  await fc.assert(
    fc.asyncProperty(covered, async (spec) => {
      try {
        const fast = await runQuery(world.ctx, { spec, skipCache: true });
        const slow = await runQuery(world.ctx, {
          spec: { ...spec, where: [...(spec.where ?? []), always] },
          skipCache: true,
        });
        expect(slow.meta.source).toBe('events');
        sources.add(fast.meta.source);
        expect(rounded(fast.data)).toEqual(rounded(slow.data));
      } catch (error) {
        // Five-minute buckets over a month are refused, which is an answer too.
        expect(error).toMatchObject({ code: 'invalid_input', fields: [{ path: 'grain' }] });
      }
    }),
    { numRuns: 200, seed: 3 },
  );
  expect([...sources].sort()).toEqual(['days', 'quarters', 'rollup', 'totals']);
}, 300_000);

test.each<[string, Partial<QuerySpecInput>]>([
  ['a property filter', { where: [['properties.country', '=', 'DE']] }],
  ['a range off the minute', { range: { from: '2024-10-26T20:00:00.500Z', to: '2024-10-27T06:00:00Z' } }],
  ['a measure of a property', { measures: [{ agg: 'sum', of: 'properties.delay' }] }],
  ['a range of less than an hour', { range: { last: '15m' } }],
])('%s is answered from the events', async (_, part) => {
  const spec = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' }, ...part } as QuerySpecInput;
  expect((await runQuery(world.ctx, { spec })).meta.source).toBe('events');
});

test.each<[string, string, Partial<QuerySpecInput>]>([
  ['a day of all names', 'totals', {}],
  ['a month of all names', 'days', { range: { last: '30d' } }],
  [
    'the days of a month elsewhere',
    'totals',
    { kind: 'trend', grain: '1d', range: { last: '30d' }, timezone: 'Asia/Kolkata' },
  ],
  ['a day of one name', 'quarters', { measures: [{ agg: 'users', event: 'view' }] }],
  ['a day of some names', 'quarters', { where: [['name', '!=', 'view']] }],
  ['two hours', 'rollup', { range: { last: '2h' } }],
  [
    'a range of long ago, when clocks differed by odd minutes',
    'rollup',
    { range: { from: '1970-05-01T00:00:00Z', to: '1970-06-01T00:00:00Z' } },
  ],
])('%s is answered from %s', async (_, source, part) => {
  const spec = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '24h' }, ...part } as QuerySpecInput;
  expect((await runQuery(world.ctx, { spec })).meta.source).toBe(source);
});

test('a late event is in every rollup', async () => {
  const range = { from: '2024-10-01T00:07:00Z', to: '2024-10-03T00:07:00Z' };
  const ask = async (): Promise<unknown[]> => {
    const measures = [{ agg: 'count' as const }, { agg: 'users' as const }];
    const specs: QuerySpecInput[] = [
      { kind: 'total', measures, range: { from: '2024-09-28T00:07:00Z', to: range.to } },
      { kind: 'total', measures, range },
      { kind: 'total', measures, range, where: [['name', '=', 'late']] },
      { kind: 'trend', measures, range, where: [['name', '=', 'late']], grain: '5m' },
    ];
    const answers = await Promise.all(specs.map((spec) => runQuery(world.ctx, { spec, skipCache: true })));
    expect(answers.map(({ meta }) => meta.source)).toEqual(['days', 'totals', 'quarters', 'rollup']);
    return answers.map(({ data }) =>
      data.kind === 'total'
        ? data.values[0]?.value
        : data.kind === 'trend' && data.series[0]?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    );
  };
  const [most, all, ...before] = await ask();
  await world.insert([{ name: 'late', timestamp: Date.parse('2024-10-02T11:11:11Z'), user_id: 'late' }]);
  expect(before).toEqual([0, 0]);
  expect(await ask()).toEqual([Number(most) + 1, Number(all) + 1, 1, 1]);
});
