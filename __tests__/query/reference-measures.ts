import fc from 'fast-check';
import type { BreakdownData, DriversData, HeatmapData, TotalData, TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { StoredEvent } from '@/lib/model/event';
import type { Measure, Transform } from '@/lib/model/measure';
import type {
  BreakdownSpec,
  DriversSpec,
  HeatmapSpec,
  QuerySpecInput,
  TotalSpec,
  TrendSpec,
} from '@/lib/model/query-spec';
import { effectOf, type Side } from '@/lib/query/driver-effect';
import { planOf, trendPlanOf } from '@/lib/query/plan';
import { bucketStart, nextBucket } from '@/lib/time/bucket';
import type { Range } from '@/lib/time/range';
import { weekHours } from '@/lib/time/week-hours';
import { filter, now, range, zone } from './arbitrary';
import { grouped, matching, measured, numberOf, passes, textOf } from './reference';

// The obvious, slow way to compute formulas, transforms, heat maps and drivers, and random questions of them.

/** Formulas over two measures and, as C, the formula before them, with what they mean. */
const meanings: Record<string, (a: number, b: number, c: number) => number> = {
  'A / B * 100': (a, b) => (a / b) * 100,
  'a - (b + 1)': (a, b) => a - (b + 1),
  'max(A, B) - min(A, B)': (a, b) => Math.max(a, b) - Math.min(a, b),
  'round(-A / 7, 1)': (a) => Math.round((-a / 7) * 10) / 10,
};
const ofFormula: Record<string, (a: number, b: number, c: number) => number> = {
  'C * 2 + A': (a, _b, c) => c * 2 + a,
  'abs(C) / B': (_a, b, c) => Math.abs(c) / b,
};

function meaningOf(text: string, values: readonly Value[]): Value {
  const [a, b, c] = values;
  const used = text.toUpperCase().replace(/MAX|MIN|ROUND|ABS/g, '');
  const needed: [string, Value | undefined][] = [
    ['A', a],
    ['B', b],
    ['C', c],
  ];
  if (needed.some(([letter, value]) => used.includes(letter) && (value === null || value === undefined))) return null;
  const result = (meanings[text] ?? ofFormula[text])?.(a ?? 0, b ?? 0, c ?? 0) ?? Number.NaN;
  return Number.isFinite(result) ? result : null;
}

/** Measures that come out to the last digit, so that formulas of them can be compared. */
const exact = fc.oneof(
  fc.record({ agg: fc.constantFrom('count' as const, 'users' as const), event: fc.constantFrom('view', 'click') }),
  fc.record({ agg: fc.constantFrom('count' as const, 'rate' as const) }),
  fc.record({
    agg: fc.constantFrom('sum' as const, 'avg' as const, 'min' as const, 'max' as const, 'last' as const),
    of: fc.constantFrom('value', 'properties.delay'),
  }),
);
const transform: fc.Arbitrary<Transform> = fc.oneof(
  fc.constant('cumulative' as const),
  fc.integer({ min: 2, max: 9 }).map((movingAverage) => ({ movingAverage })),
);
/** Two measures and one or two formulas; something is always shown. */
function computing(hasTransforms: boolean) {
  const part = fc.record({
    hidden: fc.boolean(),
    transform: hasTransforms ? fc.option(transform, { nil: undefined }) : fc.constant(undefined),
  });
  const withPart = (measure: Measure, own: { hidden: boolean; transform: Transform | undefined }): Measure => ({
    ...measure,
    ...(own.hidden ? { hidden: true } : {}),
    ...(own.transform === undefined ? {} : { transform: own.transform }),
  });
  return fc
    .record({
      first: fc.tuple(exact, part),
      second: fc.tuple(exact, part),
      formula: fc.constantFrom(...Object.keys(meanings)),
      further: fc.option(fc.constantFrom(...Object.keys(ofFormula)), { nil: undefined }),
      own: part,
    })
    .map(({ first, second, formula, further, own }) => ({
      measures: [withPart(...first), withPart(...second)],
      formulas: [
        { formula, ...(own.transform === undefined ? {} : { transform: own.transform }) },
        ...(further === undefined ? [] : [{ formula: further }]),
      ],
    }));
}
const base = { where: fc.array(filter, { maxLength: 1 }), range, timezone: zone };
const compare = fc.constantFrom({}, { compare: 'previous' as const }, { compare: 'week' as const });
const by = { top: fc.integer({ min: 1, max: 4 }), other: fc.boolean() };
const anyMeasure = fc.oneof(
  exact,
  fc.record({ agg: fc.constantFrom('p50' as const, 'p95' as const), of: fc.constantFrom('value', 'properties.delay') }),
);

type Input = QuerySpecInput;
export const computedSpec: fc.Arbitrary<Input> = fc.oneof<fc.Arbitrary<Input>[]>(
  fc
    .tuple(computing(false), fc.record(base), compare)
    .map((parts) => Object.assign({ kind: 'total' as const }, ...parts) as Input),
  fc
    .tuple(computing(false), fc.record({ ...base, ...by }), compare)
    .map((parts) => Object.assign({ kind: 'breakdown' as const, by: ['properties.country'] }, ...parts) as Input),
  fc
    .tuple(
      computing(true),
      fc.record({
        ...base,
        ...by,
        by: fc.constantFrom<string[]>([], ['properties.country']),
        grain: fc.constantFrom('1h' as const, '6h' as const, '1d' as const, '1w' as const),
      }),
      compare,
    )
    .map((parts) => Object.assign({ kind: 'trend' as const }, ...parts) as Input),
);
export const heatmapSpec: fc.Arbitrary<Input> = fc
  .tuple(fc.record(base), anyMeasure)
  .map(([rest, measure]) => ({ kind: 'heatmap' as const, ...rest, measure }));
const focus = fc.constantFrom(
  { from: '2024-10-26T23:30:00Z', to: '2024-10-27T01:30:00Z' },
  { from: '2024-10-27T00:00:00Z', to: '2024-10-27T05:00:00.250Z' },
);
export const driversSpec: fc.Arbitrary<Input> = fc
  .record({ focus, measure: anyMeasure, top: fc.integer({ min: 1, max: 50 }), where: base.where })
  .map((rest) => ({
    kind: 'drivers' as const,
    ...rest,
    fields: ['properties.country', 'name', 'properties.deep.plan', 'value'],
    range: { from: '2024-10-25T17:13:21.500Z', to: '2024-10-28T03:03:03.003Z' },
  }));

const isClose = (actual: Value | undefined, expected: Value, tolerance = 1e-9): boolean =>
  actual === null || actual === undefined || expected === null
    ? (actual ?? null) === expected
    : Math.abs(actual - expected) <= Math.abs(expected) * tolerance + 1e-6;
/** Percentiles are within 1 %, but for numbers just below 1. */
const toleranceOf = ({ agg }: Measure): number => (agg.startsWith('p') ? 0.0101 : 1e-9);
const isSimilarOf =
  (measure: Measure) =>
  (actual: Value | undefined, expected: Value): boolean => {
    const isNearOne = Math.abs(expected ?? 0) >= 0.98 && Math.abs(expected ?? 0) <= 1;
    return isClose(actual, expected, isNearOne ? 0.0304 : toleranceOf(measure));
  };

const passed = (of: Range): number => Math.max(1, (Math.min(of.to, now) - of.from) / 1_000);

type Computing = Pick<TotalSpec, 'measures' | 'formulas'>;
/** The measures and formulas of some events. */
function valuesOf(events: readonly StoredEvent[], { measures, formulas }: Computing, seconds: number): Value[] {
  const values = measures.map((measure) => measured(events, measure, seconds));
  for (const { formula } of formulas) values.push(meaningOf(formula, values));
  return values;
}
const shownIndexes = ({ measures, formulas }: Computing): number[] =>
  [...measures, ...formulas].flatMap((one, index) => ('hidden' in one && one.hidden === true ? [] : [index]));

function faults(actual: readonly (Value | undefined)[], expected: readonly Value[], where: unknown): unknown[] {
  const isEqual = actual.length === expected.length && actual.every((one, at) => isClose(one, expected[at] ?? null));
  return isEqual ? [] : [{ where, actual, expected }];
}

export function checkComputedTotal(events: readonly StoredEvent[], query: TotalSpec, data: TotalData): unknown[] {
  const plan = planOf(query, now);
  const shown = shownIndexes(query);
  const expected = (of: Range): Value[] => {
    const values = valuesOf(matching(events, query, of), query, passed(of));
    return shown.map((index) => values[index] ?? null);
  };
  const found = faults(
    data.values.map(({ value }) => value),
    expected(plan.range),
    'now',
  );
  if (plan.previous === undefined) return found;
  const before = data.values.map(({ previous }) => previous);
  return [...found, ...faults(before, expected(plan.previous), 'before')];
}

/** Whether a group is among the leading ones by the first measure, be it shown or not. */
function misplaced(groups: Map<string, StoredEvent[]>, shown: ReadonlySet<string>, rank: (of: StoredEvent[]) => Value) {
  const ranks = (isShown: boolean): number[] =>
    [...groups].filter(([key]) => shown.has(key) === isShown).map(([, of]) => rank(of) ?? Number.NEGATIVE_INFINITY);
  const [worst, best] = [Math.min(...ranks(true)), Math.max(...ranks(false))];
  return worst + 1e-9 >= best ? [] : [{ worst, best }];
}

export function checkComputedBreakdown(
  events: readonly StoredEvent[],
  query: BreakdownSpec,
  data: BreakdownData,
): unknown[] {
  const plan = planOf(query, now);
  const all = named(matching(events, query, plan.range), query.measures);
  const groups = grouped(all, query.by);
  const shown = new Set(data.rows.filter((row) => row.isOther !== true).map((row) => JSON.stringify(row.group)));
  const first = query.measures[0];
  const rank = (of: StoredEvent[]): Value => (first === undefined ? null : measured(of, first, 1));
  const indexes = shownIndexes(query);
  const rows = data.rows.flatMap((row) => {
    const isIn = (event: StoredEvent): boolean => {
      const key = JSON.stringify(query.by.map((field) => textOf(event, field)));
      return row.isOther === true ? !shown.has(key) : key === JSON.stringify(row.group);
    };
    const values = valuesOf(all.filter(isIn), query, passed(plan.range));
    const found = faults(
      row.values,
      indexes.map((index) => values[index] ?? null),
      row.group,
    );
    if (plan.previous === undefined) return found;
    const earlier = valuesOf(matching(events, query, plan.previous).filter(isIn), query, passed(plan.previous));
    return [
      ...found,
      ...faults(
        row.previous ?? [],
        indexes.map((index) => earlier[index] ?? null),
        { before: row.group },
      ),
    ];
  });
  return [...rows, ...misplaced(groups, shown, rank)];
}

/** When every measure names its event, no other event makes a group. */
const named = (events: StoredEvent[], measures: readonly Measure[]): StoredEvent[] =>
  measures.every(({ event }) => event !== undefined)
    ? events.filter((event) => measures.some((measure) => measure.event === event.name))
    : events;

export function checkComputedTrend(events: readonly StoredEvent[], query: TrendSpec, data: TrendData): unknown[] {
  const plan = trendPlanOf(query, now);
  const shown = new Set(
    data.series.filter((series) => series.isOther !== true).map((series) => JSON.stringify(series.group)),
  );
  const groups = grouped(named(matching(events, query, plan.range), query.measures), query.by);
  const first = query.measures[0];
  const found: unknown[] = [];
  if (query.by.length > 0)
    found.push(...misplaced(groups, shown, (of) => (first === undefined ? null : measured(of, first, 1))));
  const perGroup = new Set(data.series.map(({ group, isOther }) => JSON.stringify([group, isOther])));
  if (data.series.length !== perGroup.size * shownIndexes(query).length) found.push({ series: data.series.length });
  for (const series of data.series) {
    const parts = [...query.measures, ...query.formulas];
    const how = parts[series.measure]?.transform;
    const isIn = (event: StoredEvent): boolean => {
      if (query.by.length === 0) return true;
      const key = JSON.stringify(query.by.map((field) => textOf(event, field)));
      return series.isOther === true ? !shown.has(key) : key === JSON.stringify(series.group);
    };
    /** The value of the bucket that starts at an instant, before any transform. */
    const asked = new Map<string, Value>();
    const at = (start: number, end: number): Value => {
      const key = `${start}-${end}`;
      const value = asked.has(key) ? (asked.get(key) ?? null) : anew(start, end);
      asked.set(key, value);
      return value;
    };
    const anew = (start: number, end: number): Value => {
      const own = matching(events, query, { from: start, to: end }).filter(isIn);
      return valuesOf(own, query, passed({ from: start, to: end }))[series.measure] ?? null;
    };
    const of = (starts: readonly number[], last: number): Value[] =>
      starts.map((_, index) => {
        if (how === 'cumulative')
          return total(starts.slice(0, index + 1).map((start) => at(start, endOf(start, last))));
        const start = starts[index] ?? 0;
        if (how === undefined) return at(start, endOf(start, last));
        const back = backFrom(start, how.movingAverage, query);
        return mean(back.map((one) => at(one, endOf(one, last))));
      });
    const endOf = (start: number, last: number): number =>
      Math.min(last, nextBucket(start, plan.grain, query.timezone));
    found.push(...faults(series.values, of(plan.buckets, plan.range.to), series.key));
    if (plan.previousBuckets !== undefined)
      found.push(...faults(series.previous ?? [], of(plan.previousBuckets, Infinity), { before: series.key }));
  }
  return found.slice(0, 3);

  function backFrom(start: number, count: number, of: TrendSpec): number[] {
    const starts = [start];
    while (starts.length < count)
      starts.push(bucketStart((starts[starts.length - 1] ?? 0) - 1, plan.grain, of.timezone));
    return starts;
  }
}

const known = (values: readonly Value[]): number[] => values.filter((value) => value !== null);
const total = (values: readonly Value[]): Value =>
  known(values).length === 0 ? null : known(values).reduce((sum, value) => sum + value, 0);
const mean = (values: readonly Value[]): Value => {
  const sum = total(values);
  return sum === null ? null : sum / known(values).length;
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function checkHeatmap(events: readonly StoredEvent[], query: HeatmapSpec, data: HeatmapData): unknown[] {
  const plan = planOf(query, now);
  const format = new Intl.DateTimeFormat('en', {
    timeZone: query.timezone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const cells = new Map<string, StoredEvent[]>();
  for (const event of matching(events, query, plan.range)) {
    const parts = Object.fromEntries(format.formatToParts(event.timestamp).map(({ type, value }) => [type, value]));
    const key = `${weekdays.indexOf(parts.weekday ?? '')}:${Number(parts.hour)}`;
    cells.set(key, [...(cells.get(key) ?? []), event]);
  }
  const hours = weekHours({ ...plan.range, to: Math.min(plan.range.to, now) }, query.timezone);
  return data.cells.flatMap((row, day) =>
    row.flatMap((value, hour) => {
      const own = cells.get(`${day}:${hour}`) ?? [];
      const expected = measured(own, query.measure, (hours[day]?.[hour] ?? 0) / 1_000 || 1);
      return isSimilarOf(query.measure)(value, expected) ? [] : [{ day, hour, value, expected }];
    }),
  );
}

export function checkDrivers(events: readonly StoredEvent[], query: DriversSpec, data: DriversData): unknown[] {
  const { measure } = query;
  const inRange = matching(events, query, planOf(query, now).range).filter(
    (event) =>
      (measure.event === undefined || event.name === measure.event) &&
      (measure.where ?? []).every((one) => passes(event, one)),
  );
  const [from, to] = [Date.parse(query.focus.from), Date.parse(query.focus.to)];
  const whole = planOf(query, now).range;
  const isPerTime = ['count', 'users', 'sum', 'rate'].includes(measure.agg);
  const unit = measure.agg === 'rate' ? 1_000 : 3_600_000;
  const lengths = { inside: (to - from) / unit, outside: (whole.to - whole.from - (to - from)) / unit };
  const inFocus = (event: StoredEvent): boolean => event.timestamp >= from && event.timestamp < to;
  const shown = (value: Value, length: number): Value => (isPerTime && value !== null ? value / length : value);
  const sidesOf = (of: readonly StoredEvent[]) => ({
    inside: sideOf(of.filter(inFocus), measure),
    outside: sideOf(
      of.filter((event) => !inFocus(event)),
      measure,
    ),
  });
  const all = sidesOf(inRange);
  const rows = (query.fields ?? []).flatMap((field) =>
    [...grouped(inRange, [field])].map(([key, of]) => {
      const own = sidesOf(of);
      return {
        field,
        value: (JSON.parse(key) as (string | null)[])[0] ?? null,
        inside: shown(own.inside.measure, lengths.inside),
        outside: shown(own.outside.measure, lengths.outside),
        effect: effectOf(measure.agg, { own, all, lengths }),
        insideShare: own.inside.events / Math.max(1, all.inside.events),
        outsideShare: own.outside.events / Math.max(1, all.outside.events),
      };
    }),
  );
  const isSimilar = isSimilarOf(measure);
  const found: unknown[] = [];
  if (data.rows.length !== Math.min(query.top, rows.length)) found.push({ rows: data.rows.length, of: rows.length });
  data.rows.forEach((row, index) => {
    const expected = rows.find((one) => one.field === row.field && one.value === row.value);
    const before = data.rows[index - 1];
    if (before !== undefined && Math.abs(before.effect) + 1e-9 < Math.abs(row.effect)) found.push({ misranked: row });
    const isFine =
      expected !== undefined &&
      isSimilar(row.inside, expected.inside) &&
      isSimilar(row.outside, expected.outside) &&
      isClose(row.insideShare, expected.insideShare) &&
      isClose(row.outsideShare, expected.outsideShare) &&
      (measure.agg.startsWith('p') || isClose(row.effect, expected.effect, 1e-6));
    if (!isFine) found.push({ row, expected });
  });
  return found.slice(0, 3);
}

function sideOf(events: readonly StoredEvent[], measure: Measure): Side {
  const { of } = measure;
  const numbers = of === undefined ? [] : known(events.map((event) => numberOf(event, of)));
  return {
    events: events.length,
    measure: measured(events, measure, 1),
    numbers: numbers.length,
    squares: numbers.reduce((sum, number) => sum + number * number, 0),
  };
}
