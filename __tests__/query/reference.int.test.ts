import fc from 'fast-check';
import type { Answer } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { Measure } from '@/lib/model/measure';
import type { QuerySpec } from '@/lib/model/query-spec';
import { planOf, trendPlanOf } from '@/lib/query/plan';
import { parseSpec } from '@/lib/query/parse-spec';
import { runQuery } from '@/lib/query/run-query';
import { nextBucket } from '@/lib/time/bucket';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { now, randomEvents, spec } from './arbitrary';
import { grouped, matching, measured, read, textOf } from './reference';

const events = randomEvents(3_000, 7);
let world: QueryWorld;
beforeAll(async () => {
  world = await startQueryWorld(now);
  await world.insert(events);
}, 60_000);
afterAll(() => world.stop());

/** Percentiles are within 1 %; sums of the same numbers in another order differ in the last digits. */
function isClose(measure: Measure, actual: Value | undefined, expected: Value): boolean {
  if (actual === null || actual === undefined || expected === null) return actual === expected;
  const tolerance = measure.agg.startsWith('p') ? 0.0101 : 1e-9;
  return Math.abs(actual - expected) <= Math.abs(expected) * tolerance + 1e-9;
}

const faults = (measures: readonly Measure[], actual: readonly Value[], expected: readonly Value[]) =>
  measures.flatMap((measure, index) =>
    isClose(measure, actual[index], expected[index] ?? null)
      ? []
      : [{ measure, actual: actual[index], expected: expected[index] }],
  );

const seconds = (range: { from: number; to: number }) => (Math.min(range.to, now) - range.from) / 1_000;

const valuesOf = (of: typeof events, measures: readonly Measure[], length: number) =>
  measures.map((measure) => measured(of, measure, length));

function check(query: QuerySpec, { data }: Answer): unknown[] {
  if (query.kind === 'total' && data.kind === 'total') return checkTotal(query, data);
  if (query.kind === 'breakdown' && data.kind === 'breakdown') return checkBreakdown(query, data);
  if (query.kind === 'trend' && data.kind === 'trend') return checkTrend(query, data);
  if (query.kind === 'table' && data.kind === 'table') return checkTable(query, data);
  if (query.kind === 'distribution' && data.kind === 'distribution') return checkDistribution(query, data);
  return [{ kind: data.kind }];
}

function checkTotal(
  query: Extract<QuerySpec, { kind: 'total' }>,
  data: Extract<Answer['data'], { kind: 'total' }>,
): unknown[] {
  const plan = planOf(query, now);
  const found = faults(
    query.measures,
    data.values.map((one) => one.value),
    valuesOf(matching(events, query, plan.range), query.measures, seconds(plan.range)),
  );
  if (plan.previous === undefined) return found;
  const before = valuesOf(matching(events, query, plan.previous), query.measures, seconds(plan.previous));
  return [
    ...found,
    ...faults(
      query.measures,
      data.values.map((one) => one.previous ?? null),
      before,
    ),
  ];
}

function checkBreakdown(
  query: Extract<QuerySpec, { kind: 'breakdown' }>,
  data: Extract<Answer['data'], { kind: 'breakdown' }>,
): unknown[] {
  const plan = planOf(query, now);
  const named = onlyMeasured(matching(events, query, plan.range), query.measures);
  const groups = grouped(named, query.by);
  const before = plan.previous === undefined ? undefined : grouped(matching(events, query, plan.previous), query.by);
  const found: unknown[] = data.rows
    .filter((row) => row.isOther !== true)
    .flatMap<unknown>((row) => {
      const key = JSON.stringify(row.group);
      const own = groups.get(key);
      if (own === undefined) return [{ unknown: key }];
      const earlier =
        plan.previous === undefined || before === undefined
          ? []
          : faults(
              query.measures,
              row.previous ?? [],
              valuesOf(before.get(key) ?? [], query.measures, seconds(plan.previous)),
            );
      return [...faults(query.measures, row.values, valuesOf(own, query.measures, seconds(plan.range))), ...earlier];
    });
  const shown = new Set(data.rows.filter((row) => row.isOther !== true).map((row) => JSON.stringify(row.group)));
  const rest = named.filter((event) => !shown.has(JSON.stringify(query.by.map((field) => textOf(event, field)))));
  const other = data.rows.find((row) => row.isOther === true);
  if (shown.size !== Math.min(query.top, groups.size)) found.push({ groups: groups.size, shown: shown.size });
  if (other !== undefined)
    found.push(...faults(query.measures, other.values, valuesOf(rest, query.measures, seconds(plan.range))));
  else if (query.other && rest.length > 0 && plan.previous === undefined) found.push({ missing: 'other' });
  return [...found, ...misranked(query.measures[0], data.rows)];
}

function checkTable(
  query: Extract<QuerySpec, { kind: 'table' }>,
  data: Extract<Answer['data'], { kind: 'table' }>,
): unknown[] {
  const plan = planOf(query, now);
  const expected = matching(events, query, plan.range)
    .sort((a, b) => b.timestamp - a.timestamp || (a.event_id < b.event_id ? 1 : -1))
    .slice(0, query.limit)
    .map((event) => ({
      id: event.event_id,
      timestamp: event.timestamp,
      cells: query.columns.map((column) => cell(event, column)),
    }));
  return JSON.stringify(data.rows) === JSON.stringify(expected) ? [] : [{ actual: data.rows, expected }];
}

function checkDistribution(
  query: Extract<QuerySpec, { kind: 'distribution' }>,
  data: Extract<Answer['data'], { kind: 'distribution' }>,
): unknown[] {
  const plan = planOf(query, now);
  const numbers = matching(events, query, plan.range)
    .map((event) => measured([event], { agg: 'sum', of: query.of }, 1))
    .filter((value) => value !== null);
  const sum = data.bins.reduce((total, bin) => total + bin.count, 0);
  const last = data.bins.length - 1;
  const wrong = data.bins.filter((bin, index) => {
    const isIn = (value: number) =>
      (index === 0 || value >= bin.from - 1e-9) && (index === last || value < bin.to + 1e-9);
    const within = numbers.filter(isIn).length;
    const edge = numbers.filter((value) => Math.abs(value - bin.from) < 1e-9 || Math.abs(value - bin.to) < 1e-9).length;
    return Math.abs(within - bin.count) > edge;
  });
  return sum === numbers.length && data.count === numbers.length && wrong.length === 0
    ? []
    : [{ sum, expected: numbers.length, wrong }];
}

const cell = (event: (typeof events)[number], field: string) => read(event, field) ?? null;

/** When every measure names its event, groups of other events are not groups of the answer. */
function onlyMeasured(of: typeof events, measures: readonly Measure[]): typeof events {
  return measures.every((measure) => measure.event !== undefined)
    ? of.filter((event) => measures.some((measure) => measure.event === event.name))
    : of;
}

function misranked(measure: Measure | undefined, rows: readonly { values: Value[]; isOther?: boolean }[]): unknown[] {
  const firsts = rows.filter((row) => row.isOther !== true).map((row) => row.values[0] ?? Number.NEGATIVE_INFINITY);
  return firsts.every((value, index) => index === 0 || value <= (firsts[index - 1] ?? 0))
    ? []
    : [{ measure, misranked: firsts }];
}

function checkTrend(
  query: Extract<QuerySpec, { kind: 'trend' }>,
  data: Extract<Answer['data'], { kind: 'trend' }>,
): unknown[] {
  const plan = trendPlanOf(query, now);
  const whole = grouped(onlyMeasured(matching(events, query, plan.range), query.measures), query.by);
  const shown = new Set(
    data.series.filter((series) => series.isOther !== true).map((series) => JSON.stringify(series.group)),
  );
  const found: unknown[] = [];
  if (query.by.length > 0 && shown.size !== Math.min(query.top, whole.size))
    found.push({ groups: whole.size, shown: shown.size });
  for (const series of data.series) {
    const measure = query.measures[series.measure];
    if (measure === undefined) return [{ series: series.key }];
    const at = (start: number | undefined, isCurrent: boolean): Value => {
      if (start === undefined) return null;
      const end = nextBucket(start, plan.grain, query.timezone);
      const to = isCurrent ? Math.min(end, plan.range.to) : end;
      const own = matching(events, query, { from: start, to }).filter((event) => {
        if (query.by.length === 0) return true;
        const key = JSON.stringify(query.by.map((field) => textOf(event, field)));
        return series.isOther === true ? !shown.has(key) : key === JSON.stringify(series.group);
      });
      return measured(own, measure, Math.max(1, (Math.min(to, now) - start) / 1_000));
    };
    data.buckets.forEach((start, index) => {
      found.push(
        ...faults([measure], [series.values[index] ?? null], [at(start, true)]).map((fault) => ({
          ...fault,
          start: new Date(start).toISOString(),
          key: series.key,
        })),
      );
      if (plan.previousBuckets !== undefined)
        found.push(
          ...faults([measure], [series.previous?.[index] ?? null], [at(plan.previousBuckets[index], false)]).map(
            (fault) => ({ ...fault, previousOf: new Date(start).toISOString() }),
          ),
        );
    });
  }
  return found.slice(0, 5);
}

test('every kind of question is answered as the obvious computation answers it', async () => {
  await fc.assert(
    fc.asyncProperty(spec, async (input) => {
      const query = parseSpec(input);
      const answer = await runQuery(world.ctx, { spec: input, skipCache: true });
      expect(check(query, answer)).toEqual([]);
    }),
    { numRuns: 300, seed: 20241027 },
  );
}, 300_000);
