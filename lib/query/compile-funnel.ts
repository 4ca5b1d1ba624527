import type { FunnelSpec } from '@/lib/model/query-spec';
import { parseDuration } from '@/lib/time/duration';
import { createBinder, type Binder } from './binder';
import { groupExpressions } from './group';
import { anyStepCondition, instant, stepCondition } from './journey-step';
import type { Plan } from './plan';
import { compiled, fromScope, type Compiled } from './scope';

type Of = { plan: Plan; workspaceId: string };

/** An event in a user's list: its time and, in the lowest eight bits, which steps it is. So the order of the list is the tie rule. */
const timeOf = (packed: string): string => `bitShiftRight(${packed}, 8)`;

/** Bits of the steps that an event is, the first step the lowest. */
function stepBits(spec: FunnelSpec, binder: Binder): string {
  return spec.steps.map((step, index) => `${2 ** index} * ${stepCondition(step, binder)}`).join(' + ');
}

function fromEvents(spec: FunnelSpec, { plan, workspaceId }: Of, binder: Binder): (string | undefined)[] {
  // In a strict funnel any other event can stand between two steps, so all have to be read.
  const isStrict = spec.order === 'strict';
  const scope = { workspaceId, source: 'events' as const, ranges: [plan.range], where: spec.where };
  return [
    ...fromScope(isStrict ? scope : { ...scope, measures: spec.steps }, binder),
    '  AND user_hash != 0',
    isStrict ? undefined : anyStepCondition(spec.steps, binder),
  ];
}

/**
 * The dimension's value `g` at a user's earliest event of the first step; of several at one instant the least, none last.
 * Time, whether there is a value, and the value are compared as one text of bytes, which is faster than a tuple.
 */
function firstValue(spec: FunnelSpec, binder: Binder): string[] {
  const [value] = groupExpressions(spec.by, binder);
  if (value === undefined) return [];
  const isFirst = spec.steps
    .slice(0, 1)
    .map((step) => stepCondition(step, binder))
    .join('');
  const order = `reinterpretAsFixedString(byteSwap(${instant} * 2 + isNull(${value})))`;
  return [
    `minIf(concat(${order}, ifNull(toString(${value}), '')), ${isFirst}) AS leading`,
    `if(reinterpretAsUInt8(substring(leading, 8, 1)) % 2 = 1, NULL, substring(leading, 9)) AS g`,
  ];
}

/**
 * One row per user who did the first step: `e`, the events in the order of their times. Who did not do the second one at
 * all, usually most, gets a stand-in of one first step, as there is nothing more to find out.
 */
function userEvents(spec: FunnelSpec, of: Of, binder: Binder): string {
  const bits = stepBits(spec, binder);
  const columns = [
    ...firstValue(spec, binder),
    `groupBitOr(toUInt8(${bits})) AS kinds`,
    `if(bitAnd(kinds, 3) = 3, arraySort(groupArray(bitShiftLeft(${instant}, 8) + (${bits}))), [toUInt64(257)]) AS e`,
  ];
  return linesOf([
    `SELECT\n  ${columns.join(',\n  ')}`,
    ...fromEvents(spec, of, binder),
    'GROUP BY user_hash\nHAVING bitTest(kinds, 0)',
  ]);
}

/**
 * The walk through a user's events as operations on whole lists. `s1…` says for each event that is this step when the
 * attempt it continues began, else 0: an event continues the latest attempt that stands at the step before, if that began
 * no longer than the window ago. Strictly, that must be the very event before. `k1…` are the places of the events that make
 * up the furthest attempt, the first to get there; 0 for steps it did not reach. This is ClickHouse's `windowFunnel` with
 * times; the bits of a list make it deterministic for events of one instant, and no event can be two steps of one attempt.
 */
function walk(spec: FunnelSpec, binder: Binder): string[] {
  const isStrict = spec.order === 'strict';
  const window = binder.bind(parseDuration(spec.window)?.ms ?? 0, 'Int64');
  const last = spec.steps.length;
  const starts = spec.steps.map((_, index) => {
    if (index === 0) return `arrayMap(x -> if(bitTest(x, 0), ${timeOf('x')}, 0), e) AS s1`;
    const latest = isStrict ? `s${index}` : `arrayFill(x -> x != 0, s${index})`;
    const isNext = `bitTest(x, ${index}) AND p != 0 AND ${timeOf('x')} - p <= ${window}`;
    return `arrayMap((x, p) -> if(${isNext}, p, 0), e, arrayPopBack(arrayPushFront(${latest}, 0))) AS s${index + 1}`;
  });
  const places = spec.steps.map((_, index) => {
    const step = last - index;
    const first = `arrayFirstIndex(x -> x != 0, s${step})`;
    if (step === last) return `${first} AS k${step}`;
    const next = `k${step + 1}`;
    const before = isStrict ? `${next} - 1` : `arrayLastIndex(x -> x != 0, arraySlice(s${step}, 1, ${next} - 1))`;
    return `if(${next} > 0, ${before}, ${first}) AS k${step}`;
  });
  const times = spec.steps.map((_, index) => `${timeOf(`e[k${index + 1}]`)} AS t${index + 1}`);
  return [...starts, ...places, times.join(',\n  ')];
}

/** Each column in a query of its own: the engine copies an expression to every place that names it, and here each names the last. */
function attempts(spec: FunnelSpec, of: Of, binder: Binder): string {
  return walk(spec, binder).reduce(
    (inner, column) => `SELECT\n  *,\n  ${column}\nFROM (\n${inner}\n)`,
    userEvents(spec, of, binder),
  );
}

const linesOf = (lines: readonly (string | undefined)[]): string =>
  lines.filter((line) => line !== undefined).join('\n');

/** Columns `c1…`, `d2…` and `d`: users per step, and times from step to step and from the first to the last step. */
function columnsOf(
  spec: FunnelSpec,
  how: { count: (step: number) => string; time: (name: string, from: number, to: number) => string },
): string[] {
  const last = spec.steps.length;
  return [
    ...spec.steps.map((_, index) => `${how.count(index + 1)} AS c${index + 1}`),
    ...spec.steps.slice(1).map((_, index) => `${how.time(`d${index + 2}`, index + 1, index + 2)} AS d${index + 2}`),
    `${how.time('d', 1, last)} AS d`,
  ];
}

/**
 * Users per step `c1…`, median times from step to step `d2…` and from the first to the last `d`, ms. With a dimension one
 * row for all users (`every` is 1), one per leading group `g0`, largest first, ties by name, and one for all others (`o` is 1).
 */
export function compileFunnel(spec: FunnelSpec, of: Of): Compiled {
  const binder = createBinder();
  const users = attempts(spec, of, binder);
  const count = (step: number): string => `countIf(k${step} > 0)`;
  const median = (suffix: string) => (_: string, from: number, to: number) =>
    `quantileExactInclusive${suffix}If(0.5)(t${to} - t${from}, k${to} > 0)`;
  if (spec.by.length === 0) {
    const columns = columnsOf(spec, { count: (step) => `toFloat64(${count(step)})`, time: median('') });
    return compiled([`SELECT\n  ${columns.join(',\n  ')}\nFROM (`, users, ')'], binder);
  }
  const top = binder.bind(spec.top, 'UInt32');
  const merged = columnsOf(spec, {
    count: (step) => `toFloat64(sum(groups.c${step}))`,
    time: (name) => `quantileExactInclusiveMerge(0.5)(groups.${name})`,
  });
  return compiled(
    [
      `SELECT\n  if(place <= ${top}, g, NULL) AS g0,\n  toUInt8(place > ${top}) AS o,\n  grouping(o) AS every,`,
      `  ${merged.join(',\n  ')}\nFROM (`,
      'SELECT\n  *,\n  row_number() OVER (ORDER BY c1 DESC, g) AS place\nFROM (',
      `SELECT\n  g,\n  ${columnsOf(spec, { count, time: median('State') }).join(',\n  ')}\nFROM (`,
      users,
      ')\nGROUP BY g\n)\n) AS groups',
      'GROUP BY GROUPING SETS ((), (g0, o))\nORDER BY every DESC, o, c1 DESC, g0',
    ],
    binder,
  );
}
