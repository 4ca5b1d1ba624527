import fc from 'fast-check';
import { applyPatch } from '@/lib/model/apply-patch';
import type { Answer, AnswerMeta, TrendData } from '@/lib/model/answer';
import type { TrendPatch } from '@/lib/model/live-frame';
import { querySpecSchema } from '@/lib/model/query-spec';

const minute = 60_000;
const meta: AnswerMeta = { asOf: 1, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' };
const query = querySpecSchema.parse({
  kind: 'trend',
  measures: [{ agg: 'count' }],
  range: { last: '1h' },
  grain: '1m',
});

/** A world of events in a window of ten minutes; the plain recomputation that patches have to agree with. */
type World = { nowMinute: number; events: { at: number; group: 'a' | 'b' }[] };
const windowMinutes = 10;

function recompute({ nowMinute, events }: World, hasPrevious: boolean): TrendData {
  const first = nowMinute - windowMinutes + 1;
  const minutes = Array.from({ length: windowMinutes }, (_, n) => first + n);
  const countAt = (group: string, at: number) =>
    events.filter((event) => event.group === group && event.at === at).length;
  return {
    kind: 'trend',
    grain: '1m',
    buckets: minutes.map((at) => at * minute),
    series: ['a', 'b'].map((group) => ({
      key: `0:${group}`,
      label: group,
      measure: 0,
      group: [group],
      values: minutes.map((at) => countAt(group, at)),
      ...(hasPrevious ? { previous: minutes.map((at) => countAt(group, at - windowMinutes)) } : {}),
    })),
    openFrom: nowMinute * minute,
  };
}

function tail(next: TrendData, from: number): TrendPatch {
  const start = next.buckets.findIndex((bucket) => bucket >= from);
  const at = start < 0 ? next.buckets.length : start;
  return {
    kind: 'trend',
    first: next.buckets[0] ?? 0,
    from,
    buckets: next.buckets.slice(at),
    series: next.series.map((series) => ({
      ...series,
      values: series.values.slice(at),
      ...(series.previous ? { previous: series.previous.slice(at) } : {}),
    })),
    ...(next.openFrom === undefined ? {} : { openFrom: next.openFrom }),
  };
}

const step = fc.record({
  /** How far the clock moves on; more than the window now and then. */
  passes: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 8, max: 14 }) },
  ),
  /** Events, by how many minutes late they are. */
  late: fc.array(
    fc.record({ by: fc.integer({ min: 0, max: 12 }), group: fc.constantFrom('a' as const, 'b' as const) }),
    { maxLength: 5 },
  ),
  isWhole: fc.boolean(),
});

describe('applyPatch', () => {
  it('gives what a full recomputation gives, over any run of patches', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, hasPrevious) => {
        const world: World = { nowMinute: 100, events: [] };
        let answer: Answer = { data: recompute(world, hasPrevious), query, meta };
        for (const [index, { passes, late, isWhole }] of steps.entries()) {
          const openBefore = world.nowMinute;
          world.nowMinute += passes;
          for (const { by, group } of late) world.events.push({ at: world.nowMinute - by, group });
          const next = recompute(world, hasPrevious);
          // Events of the comparison window touch buckets ten minutes later; the simplest patch that has them all starts there.
          const touched = late.flatMap(({ by }) => [world.nowMinute - by, world.nowMinute - by + windowMinutes]);
          const from = Math.min(openBefore, ...touched) * minute;
          const patch = isWhole
            ? ({ kind: 'replace', data: next } as const)
            : tail(next, Math.max(from, next.buckets[0] ?? 0));
          const newMeta = { ...meta, asOf: index };
          answer = applyPatch(answer, patch, newMeta);
          expect(answer).toEqual({ data: next, query, meta: newMeta });
        }
      }),
    );
  });

  it('leaves the answer before it as it was', () => {
    const world: World = { nowMinute: 100, events: [{ at: 99, group: 'a' }] };
    const before: Answer = { data: recompute(world, false), query, meta };
    const copy = structuredClone(before);
    applyPatch(before, tail(recompute({ ...world, nowMinute: 103 }, false), 100 * minute), meta);
    expect(before).toEqual(copy);
  });

  const base: Answer = { data: recompute({ nowMinute: 100, events: [] }, false), query, meta };
  const next = recompute({ nowMinute: 104, events: [] }, false);
  const table: [string, Answer, TrendPatch][] = [
    ['begins after the end of the answer', base, tail(next, 103 * minute)],
    [
      'has a series that the answer does not have',
      { ...base, data: { ...(base.data as TrendData), series: [] } },
      tail(next, 100 * minute),
    ],
    [
      'is a trend for an answer of another kind',
      { ...base, data: { kind: 'total', values: [] } },
      tail(next, 100 * minute),
    ],
  ];
  it.each(table)('refuses a patch that %s', (_, answer, patch) => {
    expect(() => applyPatch(answer, patch, meta)).toThrow(expect.objectContaining({ code: 'conflict' }) as Error);
  });
});
