import fc from 'fast-check';
import type { Context } from '@/lib/context';
import type { Filter } from '@/lib/model/filter';
import { parseSpec } from '@/lib/query/parse-spec';
import { planOf, trendPlanOf } from '@/lib/query/plan';
import { summaryKeyOf } from '@/lib/query/summaries/summary-key-of';
import { summaryKeyText } from '@/lib/query/summaries/summary-key';
import { startQueryWorld, type QueryWorld } from '../../build/query-world';
import { now, randomEvents } from '../arbitrary';
import { expectAsFromEvents, inWorkspace, summarise, type SummedSpec } from './summary-world';

jest.setTimeout(300_000);
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
});
afterAll(() => world.stop());

let batches = 0;
const eventsOf = (workspace: string, count: number, seed: number) => {
  batches += 1;
  return randomEvents(count, seed).map((event, at) => ({ ...event, workspace, event_id: `b${batches}-${at}` }));
};
/** A workspace of its own with events of the last days. */
async function filled(workspace: string, { seed, days }: { seed: number; days: number }): Promise<Context> {
  await world.insert(eventsOf(workspace, 2_000, seed).filter(({ timestamp }) => timestamp > now - days * 86_400_000));
  return inWorkspace(world.ctx, workspace);
}

function keyTextOf(input: SummedSpec): string {
  const spec = parseSpec(input);
  const key = summaryKeyOf(spec, spec.kind === 'trend' ? trendPlanOf(spec, now) : planOf(spec, now));
  if (key === null) throw new Error(`nothing can be summarised for ${JSON.stringify(input)}`);
  return summaryKeyText(key);
}

const measures = fc.subarray(
  [
    { agg: 'count' as const },
    { agg: 'users' as const, event: 'view' },
    { agg: 'avg' as const, of: 'value' },
    { agg: 'p95' as const, of: 'value' },
    { agg: 'last' as const, of: 'value' },
  ],
  { minLength: 1 },
);
const filter: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
  ['value', '>', 100],
  ['value', 'not exists'],
  ['properties.country', 'in', ['DE', 'US', '']],
  { not: ['properties.deep.plan', '=', 'pro'] },
  {
    or: [
      ['properties.delay', '>', 30],
      ['name', '=', 'pay'],
    ],
  },
);
const range = fc.constantFrom(
  { last: '7d' },
  { last: '30d' },
  { from: '2024-10-05T20:59:00Z', to: '2024-10-27T01:01:00Z' },
);
/** Clocks in Asunción were put forward at midnight on 6 October, so that day has none. */
const elsewhere = fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'America/Asuncion', 'Pacific/Chatham');
const grain = fc.constantFrom('1d' as const, '1w' as const, '1M' as const);
const compare = fc.constantFrom({}, { compare: 'previous' as const });

/** Questions with two to four filters on different things, on everything and on single measures. */
const filtered: fc.Arbitrary<SummedSpec> = fc
  .record({
    measures,
    filters: fc.uniqueArray(filter, { minLength: 2, maxLength: 4, selector: (one) => JSON.stringify(one) }),
    of: fc.integer({ min: 0, max: 2 }),
    range,
    compare,
    kind: fc.constantFrom('total' as const, 'breakdown' as const, 'trend' as const),
    timezone: elsewhere,
    grain,
  })
  .map(({ measures: asked, filters, of, kind, timezone, grain: width, ...rest }) => {
    const own = filters.slice(of);
    const base = {
      measures: asked.map((measure, at) => (at === 0 && own.length > 0 ? { ...measure, where: own } : measure)),
      where: filters.slice(0, of),
      ...{ range: rest.range, timezone, ...rest.compare },
    };
    if (kind === 'total') return { kind, ...base };
    return kind === 'breakdown' ? { kind, ...base, by: ['name'] } : { kind, ...base, grain: width };
  });

/** Users of days, weeks and months of a zone, of all names together, of one, and by name. */
const usersElsewhere: fc.Arbitrary<SummedSpec> = fc
  .record({
    measures: fc.constantFrom<SummedSpec['measures']>(
      [{ agg: 'users' }],
      [{ agg: 'users', event: 'view' }],
      [{ agg: 'users' }, { agg: 'count' }, { agg: 'p95', of: 'value' }],
    ),
    by: fc.constantFrom<string[]>([], ['name']),
    where: fc.constantFrom<Filter[]>([], [['name', 'in', ['view', 'pay']]]),
    ...{ range, compare, grain, timezone: elsewhere },
  })
  .map(({ compare: with_, ...spec }) => ({ kind: 'trend' as const, ...spec, ...with_ }));

describe('an answer from summaries', () => {
  it.each<[string, fc.Arbitrary<SummedSpec>, { days: number; numRuns: number }]>([
    ['of filters', filtered, { days: 8, numRuns: 16 }],
    ['of the days of a zone', usersElsewhere, { days: 30, numRuns: 40 }],
  ])(
    '%s is that of the events, also with days that late ones have left behind',
    async (_, specs, { days, numRuns }) => {
      const ctx = await filled(`a${days}`, { seed: 7, days });
      const made = new Set<string>();
      const run = { numRuns, seed: 3 };
      await fc.assert(
        fc.asyncProperty(specs, async (spec) => {
          const key = keyTextOf(spec);
          if (!made.has(key)) await summarise(ctx, [key]);
          made.add(key);
          expect(await expectAsFromEvents(ctx, spec)).toBe('summaries');
        }),
        run,
      );
      await world.insert(eventsOf(ctx.actor.workspaceId, 4, 9));
      await fc.assert(
        fc.asyncProperty(specs, async (spec) => expect(await expectAsFromEvents(ctx, spec)).toBe('summaries')),
        run,
      );
    },
  );
});
