import fc from 'fast-check';
import type { StoredEvent } from '@/lib/model/event';
import type { Filter } from '@/lib/model/filter';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { filter, now as firstNow, randomEvents } from './arbitrary';

const week = 7 * 86_400_000;
const minute = 60_000;

/** Clocks were put back in Berlin on 27 October and in New York on 3 November. */
export const now = firstNow + week;

/**
 * Random events around both changes of the clocks, of a hundred users; half of them at whole ten minutes, so that many
 * happen at the same instant.
 */
export function randomJourneys(count: number, seed: number): StoredEvent[] {
  return randomEvents(count, seed).map((event, index) => {
    const moved = event.timestamp + (index % 3 === 0 ? 0 : week);
    const timestamp = index % 2 === 0 ? moved : Math.floor(moved / (10 * minute)) * 10 * minute;
    const user = event.user_id === '' ? '' : `${event.user_id}${'abc'[index % 3] ?? ''}`;
    return { ...event, timestamp, user_id: user };
  });
}

const names = fc.constantFrom('view', 'click', 'pay');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ event: names }) },
  { weight: 1, arbitrary: fc.record({ event: names, where: fc.array(filter, { minLength: 1, maxLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ where: fc.array(filter, { minLength: 1, maxLength: 1 }) }) },
);
const timezone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
const range = fc.constantFrom(
  { last: '7d' },
  { last: '14d' },
  { last: '30d' },
  { last: 'week' },
  { last: 'month' },
  { from: '2024-10-20T13:00:00Z', to: '2024-10-28T03:03:03.003Z' },
  { from: '2024-10-31T17:13:21.500Z', to: '2024-11-04T12:00:00Z' },
  { from: '2024-11-01T00:00:00Z', to: '2024-11-25T00:00:00Z' },
  { from: '2025-02-01T00:00:00Z', to: '2025-02-10T00:00:00Z' },
);
const where = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Filter[]>([]) },
  { weight: 1, arbitrary: fc.array(filter, { maxLength: 1 }) },
);

export const funnelSpec: fc.Arbitrary<QuerySpecInput> = fc.record({
  kind: fc.constant('funnel' as const),
  steps: fc.array(step, { minLength: 2, maxLength: 5 }),
  window: fc.constantFrom('10m', '3h', '1d', '7d', '4w'),
  order: fc.constantFrom('ordered' as const, 'strict' as const),
  by: fc.oneof(
    fc.constant<string[]>([]),
    fc.tuple(fc.constantFrom('name', 'user', 'properties.country', 'properties.delay', 'properties.none')),
  ),
  top: fc.integer({ min: 1, max: 9 }),
  where,
  range,
  timezone,
});

export const retentionSpec: fc.Arbitrary<QuerySpecInput> = fc
  .record({
    kind: fc.constant('retention' as const),
    start: step,
    back: fc.option(step, { nil: undefined }),
    period: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    cohort: fc.constantFrom('first' as const, 'any' as const),
    where,
    range,
    timezone,
  })
  .map(({ back, ...spec }) => ({ ...spec, back: back ?? spec.start }));

export const pathsSpec: fc.Arbitrary<QuerySpecInput> = fc.record({
  kind: fc.constant('paths' as const),
  anchor: step.map((one) => ({ ...one, label: 'the anchor' })),
  direction: fc.constantFrom('after' as const, 'before' as const),
  depth: fc.integer({ min: 1, max: 6 }),
  of: fc.constantFrom('name', 'properties.country', 'properties.delay', 'session', 'properties.none'),
  gap: fc.constantFrom('1m', '30m', '6h', '3d'),
  top: fc.integer({ min: 1, max: 15 }),
  where,
  range,
  timezone,
});
