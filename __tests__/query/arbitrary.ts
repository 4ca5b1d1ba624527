import fc from 'fast-check';
import type { StoredEvent } from '@/lib/model/event';
import type { Filter } from '@/lib/model/filter';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { fullEvent } from '../build/query-world';

/** Clocks in Berlin were put back at 01:00 UTC. */
export const change = Date.parse('2024-10-27T01:00:00Z');
export const now = Date.parse('2024-10-30T12:34:56Z');
const hour = 3_600_000;

const names = ['view', 'click', 'pay'];
const countries = ['DE', 'US', 'IN', 'AU', 'BR', '', "O'Brien", 'Zürich 🚲'];

/** Repeatable numbers in [0, 1): mulberry32 (public domain, Tommy Ettinger). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Clients send numbers in every form, and sometimes no number. */
function delayOf(kind: number, next: () => number): unknown {
  if (kind < 0.4) return Math.floor(next() * 90);
  if (kind < 0.7) return Math.round(next() * 900) / 10;
  if (kind < 0.8) return String(Math.floor(next() * 90));
  return kind < 0.9 ? next() < 0.5 : 'n/a';
}

export function randomEvents(count: number, seed: number): StoredEvent[] {
  const next = numbers(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    // Half around the change of the clocks, half over the month before.
    const timestamp = Math.floor(next() < 0.5 ? change + (next() - 0.5) * 48 * hour : now - next() * 30 * 24 * hour);
    const kind = next();
    return fullEvent(
      {
        workspace: next() < 0.9 ? 'w1' : 'w2',
        name: pick(names),
        timestamp,
        user_id: next() < 0.2 ? '' : `u${Math.floor(next() * 40)}`,
        session_id: next() < 0.3 ? '' : `s${Math.floor(next() * 90)}`,
        value: next() < 0.3 ? null : Math.round((next() * 400 - 50) * 100) / 100,
        properties: {
          ...(next() < 0.8 ? { country: pick(countries) } : {}),
          ...(next() < 0.7
            ? {
                delay: delayOf(kind, next),
              }
            : {}),
          ...(next() < 0.5 ? { deep: { plan: pick(['free', 'pro']), 'odd key "q" \'s\'': pick(['a', 'b']) } } : {}),
        },
      },
      `e${index}`,
      now,
    );
  });
}

const field = fc.constantFrom(
  'name',
  'user',
  'session',
  'properties.country',
  'properties.delay',
  'properties.deep.plan',
  'properties.deep.odd key "q" \'s\'',
  'properties.none',
);
const text = fc.constantFrom(
  'view',
  'click',
  'DE',
  'US',
  '',
  "O'Brien",
  'Zürich 🚲',
  'u3',
  's',
  'pro',
  'n/a',
  'true',
  '12',
);
const number = fc.constantFrom(0, 1, 12, 30.5, -20, 100);
const scalar = fc.oneof(text, number, fc.boolean());

const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.tuple(field, fc.constantFrom('exists' as const, 'not exists' as const)),
  fc.tuple(
    field,
    fc.constantFrom('=' as const, '!=' as const, 'in' as const, 'not in' as const),
    fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 4 })),
  ),
  fc.tuple(
    field,
    fc.constantFrom('contains' as const, 'not contains' as const, 'starts with' as const, 'ends with' as const),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
  ),
  fc.tuple(field, fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const), fc.oneof(text, number)),
  fc.tuple(fc.constant('value'), fc.constantFrom('=' as const, '!=' as const, '>' as const, '<=' as const), number),
  fc.tuple(
    fc.constant('timestamp'),
    fc.constantFrom('>' as const, '<=' as const),
    fc.constantFrom(change, new Date(change + hour).toISOString()),
  ),
);
export const filter: fc.Arbitrary<Filter> = fc.letrec<{ node: Filter }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc.record({ or: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ and: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node;

export const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
export const range = fc.constantFrom(
  { last: '24h' },
  { last: '7d' },
  { last: '30d' },
  { last: 'today' },
  { last: 'week' },
  { last: 'month' },
  { from: '2024-10-26T20:00:00Z', to: '2024-10-27T06:00:00Z' },
  { from: '2024-10-25T17:13:21.500Z', to: '2024-10-28T03:03:03.003Z' },
);
const event = fc.option(fc.constantFrom('view', 'click', 'gone'), { nil: undefined });
const of = fc.constantFrom('value', 'value', 'properties.delay', 'properties.none');
const ownWhere = fc.option(fc.array(filter, { minLength: 1, maxLength: 2 }), { nil: undefined });
/** Without the fields that are undefined, as JSON would have it. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Defined<T>;

export const measure = fc
  .oneof(
    fc.record({ agg: fc.constantFrom('count' as const, 'users' as const, 'rate' as const), event, where: ownWhere }),
    fc.record({
      agg: fc.constantFrom(
        'sum' as const,
        'avg' as const,
        'min' as const,
        'max' as const,
        'last' as const,
        'p50' as const,
        'p75' as const,
        'p90' as const,
        'p95' as const,
        'p99' as const,
      ),
      of,
      event,
      where: ownWhere,
    }),
  )
  .map(defined);
/** Measures that the rollup covers. */
export const coveredMeasure = fc
  .oneof(
    fc.record({ agg: fc.constantFrom('count' as const, 'users' as const, 'rate' as const), event }),
    fc.record({
      agg: fc.constantFrom(
        'sum' as const,
        'avg' as const,
        'min' as const,
        'max' as const,
        'last' as const,
        'p50' as const,
        'p95' as const,
        'p99' as const,
      ),
      of: fc.constant('value'),
      event,
    }),
  )
  .map(defined);

const compare = fc.option(fc.constantFrom('previous' as const, 'week' as const), { nil: undefined });
const by = fc.uniqueArray(
  fc.constantFrom('name', 'user', 'value', 'properties.country', 'properties.delay', 'properties.deep.plan'),
  { minLength: 1, maxLength: 2 },
);
const where = fc.array(filter, { maxLength: 2 });

export const spec = fc.oneof<fc.Arbitrary<QuerySpecInput>[]>(
  fc
    .record({
      kind: fc.constant('total' as const),
      measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
      where,
      range,
      timezone: zone,
      compare,
    })
    .map(defined),
  fc
    .record({
      kind: fc.constant('trend' as const),
      measures: fc.array(measure, { minLength: 1, maxLength: 2 }),
      where,
      range,
      timezone: zone,
      compare,
      by: fc.oneof(fc.constant<string[]>([]), by),
      top: fc.integer({ min: 1, max: 5 }),
      other: fc.boolean(),
      grain: fc.constantFrom('auto' as const, '1h' as const, '6h' as const, '1d' as const, '1w' as const),
    })
    .map(defined),
  fc
    .record({
      kind: fc.constant('breakdown' as const),
      measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
      where,
      range,
      timezone: zone,
      compare,
      by,
      top: fc.integer({ min: 1, max: 12 }),
      other: fc.boolean(),
    })
    .map(defined),
  fc.record({
    kind: fc.constant('table' as const),
    where,
    range,
    timezone: zone,
    columns: fc.uniqueArray(field, { minLength: 1, maxLength: 4 }),
    limit: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({
    kind: fc.constant('distribution' as const),
    where,
    range,
    timezone: zone,
    of: fc.constantFrom('value', 'properties.delay', 'properties.none'),
    bins: fc.integer({ min: 2, max: 30 }),
    clip: fc.boolean(),
  }),
);
