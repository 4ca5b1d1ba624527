import fc from 'fast-check';
import type { Context } from '@/lib/context';
import type { Engine } from '@/lib/engine/engine';
import type { AnswerData } from '@/lib/model/answer';
import type { Filter } from '@/lib/model/filter';
import type { QuerySpecInput, TotalSpecInput } from '@/lib/model/query-spec';
import { runQuery } from '@/lib/query/run-query';
import { makeSummaries, type MadeDays, type SummariesOptions } from '@/lib/query/summaries/make-summaries';
import type { StoredEvent } from '@/lib/model/event';
import { now, randomEvents, zone } from '../arbitrary';

export const properties = [
  'properties.country',
  'properties.delay',
  'properties.deep.plan',
  'properties.deep.odd key "q" \'s\'',
];
const text = fc.constantFrom('DE', 'US', '', "O'Brien", 'Zürich 🚲', 'pro', 'n/a', 'true', '12');
const scalar = fc.oneof(text, fc.constantFrom(0, 1, 12, 30.5, 100), fc.boolean());
const conditionOn = (field: string): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.constantFrom<Filter>([field, 'exists'], [field, 'not exists']),
    fc.tuple(fc.constant(field), fc.constantFrom('=' as const, '!=' as const, 'in' as const), scalar),
    fc.tuple(fc.constant(field), fc.constantFrom('contains' as const, 'starts with' as const), text),
    fc.tuple(fc.constant(field), fc.constantFrom('>' as const, '<=' as const), fc.constantFrom('DE', '20', 12, 30.5)),
    fc.constantFrom<Filter>(['name', '=', 'view'], ['name', 'not in', ['view', 'gone']]),
  );
const filterOn = (field: string): fc.Arbitrary<Filter> =>
  fc.oneof(
    conditionOn(field),
    fc.record({ not: conditionOn(field) }),
    fc.record({ or: fc.array(conditionOn(field), { minLength: 1, maxLength: 3 }) }),
  );

type Measures = NonNullable<TotalSpecInput['measures']>;
const aggregates = fc.constantFrom<Measures[number]>(
  { agg: 'count' },
  { agg: 'users' },
  { agg: 'rate' },
  ...(['sum', 'avg', 'min', 'max', 'p50', 'p95', 'last'] as const).map((agg) => ({ agg, of: 'value' })),
);
const measureOn = (field: string): fc.Arbitrary<Measures[number]> =>
  fc
    .tuple(
      aggregates,
      fc.constantFrom(undefined, undefined, 'view', 'click', 'gone'),
      fc.option(fc.array(filterOn(field), { minLength: 1, maxLength: 2 }), { nil: undefined }),
    )
    .map(([measure, event, where]) => ({
      ...measure,
      ...(event === undefined ? {} : { event }),
      ...(where === undefined ? {} : { where }),
    }));

const range = fc.constantFrom(
  { last: '7d' },
  { last: '30d' },
  { last: 'month' },
  { from: '2024-10-20T00:00:00Z', to: '2024-10-30T00:00:00Z' },
  { from: '2024-10-20T20:59:00Z', to: '2024-10-27T01:01:00Z' },
);

export type SummedSpec = Extract<QuerySpecInput, { kind: 'total' | 'trend' | 'breakdown' }>;

/** Questions about one property that may be answered from its summaries. */
export const aboutAny: fc.Arbitrary<SummedSpec> = fc.constantFrom(...properties).chain((field) => about(field));

export function about(field: string): fc.Arbitrary<SummedSpec> {
  const base = {
    measures: fc.array(measureOn(field), { minLength: 1, maxLength: 3 }),
    where: fc.array(filterOn(field), { maxLength: 2 }),
    range,
  };
  const compare = fc.constantFrom(undefined, 'previous' as const, 'week' as const);
  const by = fc.constantFrom([field], [field], [field, 'name'], ['name', field]);
  const top = fc.constantFrom(1, 2, 10);
  const plain = <T extends object>(spec: T): T =>
    Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)) as T;
  return fc
    .oneof(
      fc.record({ kind: fc.constant('total' as const), ...base, timezone: zone, compare }),
      fc.record({
        kind: fc.constant('breakdown' as const),
        ...base,
        timezone: zone,
        compare,
        by,
        top,
        other: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('trend' as const),
        ...base,
        ...{ compare, top, other: fc.boolean(), by: fc.oneof(by, fc.constant([])) },
        grain: fc.constantFrom('1d' as const, '1w' as const, '1M' as const),
      }),
    )
    .map((spec) => plain(spec) as SummedSpec);
}

/** True of every event, and beyond what summaries know. */
const always: Filter = {
  or: [
    ['session', 'exists'],
    ['session', 'not exists'],
  ],
};

/** Sums of floating point numbers depend on their order in the last digits. */
const rounded = (data: AnswerData): unknown =>
  JSON.parse(
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(11)) : value,
    ),
  );

/** Expects the same answer as from the events, and tells what gave it. */
export async function expectAsFromEvents(ctx: Context, spec: SummedSpec): Promise<string> {
  const fast = await runQuery(ctx, { spec, skipCache: true });
  const slow = await runQuery(ctx, { spec: { ...spec, where: [...(spec.where ?? []), always] }, skipCache: true });
  expect(slow.meta.source).toBe('events');
  expect(rounded(fast.data)).toEqual(rounded(slow.data));
  return fast.meta.source;
}

const { signal } = new AbortController();
/** Every day however small, at once and as often as asked. */
const eagerly: SummariesOptions = { leastEvents: 1, againMs: 0, share: 1 };

export const summarise = (
  ctx: Context,
  keys: readonly string[] = properties,
  options: SummariesOptions = {},
): Promise<MadeDays> =>
  makeSummaries(ctx, { workspaceId: ctx.actor.workspaceId, keys, signal }, { ...eagerly, ...options });

export const inWorkspace = (ctx: Context, workspaceId: string): Context => ({
  ...ctx,
  actor: { ...ctx.actor, workspaceId },
});

/** An engine that is gone after so many statements. */
export function crashingAfter(ctx: Context, statements: number): Context {
  let left = statements;
  const counted =
    <A, R>(call: (of: A) => Promise<R>) =>
    (of: A): Promise<R> =>
      (left -= 1) < 0 ? Promise.reject(new Error('crashed')) : call(of);
  const { engine } = ctx;
  const crashing = { ...engine, query: counted((of: never) => engine.query(of)), command: counted(engine.command) };
  return { ...ctx, engine: crashing as Engine };
}

let batches = 0;
/** Events of a week or two, of one workspace and with ids of their own. */
export function someEvents(workspace: string, count: number, seed: number): StoredEvent[] {
  batches += 1;
  return randomEvents(2 * count, seed)
    .filter(({ timestamp }) => timestamp > now - 9 * 86_400_000)
    .slice(0, count)
    .map((event, at) => ({ ...event, workspace, event_id: `b${batches}-${at}` }));
}
