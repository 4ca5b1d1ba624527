import type { GroupKey } from '@/lib/model/answer';
import type { FunnelSpec } from '@/lib/model/query-spec';
import { parseDuration } from '@/lib/time/duration';
import { createBinder, type Binder } from './binder';
import { groupExpressions, isInGroups } from './group';
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

/** Of a user's events of the first step the earliest one's value of the dimension; of several at one instant the least, none last. */
function firstValue(spec: FunnelSpec, condition: string | undefined, binder: Binder): string[] {
  const [value] = groupExpressions(spec.by, binder);
  if (value === undefined) return [];
  const key = `(${instant}, toUInt8(isNull(${value})), toString(ifNull(${value}, '')))`;
  const least = condition === undefined ? `min(${key})` : `minIf(${key}, ${condition})`;
  return [`${least} AS leading`, `if(leading.2 = 1, NULL, leading.3) AS g`];
}

/** Rows `g0` and `m0`, users who did the first step: the largest groups, one more than are shown, ties by name. */
export function compileFunnelGroups(spec: FunnelSpec, of: Of): Compiled {
  const binder = createBinder();
  const steps = spec.steps.slice(0, 1);
  const scope = { workspaceId: of.workspaceId, source: 'events' as const, ranges: [of.plan.range], where: spec.where };
  return compiled(
    [
      'SELECT\n  g AS g0,\n  toFloat64(count()) AS m0\nFROM (',
      `SELECT\n  ${firstValue(spec, undefined, binder).join(',\n  ')}`,
      ...fromScope({ ...scope, measures: steps }, binder),
      '  AND user_hash != 0',
      anyStepCondition(steps, binder),
      'GROUP BY user_hash\n)',
      'GROUP BY g0\nORDER BY m0 DESC, g0',
      `LIMIT ${binder.bind(spec.top + 1, 'UInt32')}`,
    ],
    binder,
  );
}

/**
 * One row per user who did the first step: `e`, the events in the order of their times. Who did not do the second one at
 * all, usually most, gets a stand-in of one first step, as there is nothing more to find out.
 */
function userEvents(spec: FunnelSpec, of: Of, binder: Binder): (string | undefined)[] {
  const bits = stepBits(spec, binder);
  const columns = [
    ...firstValue(
      spec,
      spec.steps
        .slice(0, 1)
        .map((step) => stepCondition(step, binder))
        .join(''),
      binder,
    ),
    `groupBitOr(toUInt8(${bits})) AS kinds`,
    `if(bitAnd(kinds, 3) = 3, arraySort(groupArray(bitShiftLeft(${instant}, 8) + (${bits}))), [toUInt64(257)]) AS e`,
  ];
  return [
    `SELECT\n  ${columns.join(',\n  ')}`,
    ...fromEvents(spec, of, binder),
    'GROUP BY user_hash\nHAVING bitTest(kinds, 0)',
  ];
}

/**
 * The walk through a user's events as operations on whole lists. `s1…` says for each event that is this step when the
 * attempt it continues began, else 0: an event continues the latest attempt that stands at the step before, if that began
 * no longer than the window ago. Strictly, that must be the very event before. `k1…` are the places of the events that make
 * up the furthest attempt, the first to get there; 0 for steps it did not reach. This is ClickHouse's `windowFunnel` with
 * times; the bits of a list make it deterministic for events of one instant, and no event can be two steps of one attempt.
 */
function attempts(spec: FunnelSpec, binder: Binder): string[] {
  const isStrict = spec.order === 'strict';
  const window = binder.bind(parseDuration(spec.window)?.ms ?? 0, 'Int64');
  const last = spec.steps.length;
  const starts = spec.steps.map((_, index) => {
    const step = index + 1;
    if (index === 0) return `arrayMap(x -> if(bitTest(x, 0), ${timeOf('x')}, 0), e) AS s1`;
    const latest = isStrict ? `s${index}` : `arrayFill(x -> x != 0, s${index})`;
    const isNext = `bitTest(x, ${index}) AND p != 0 AND ${timeOf('x')} - p <= ${window}`;
    return `arrayMap((x, p) -> if(${isNext}, p, 0), e, arrayPopBack(arrayPushFront(${latest}, 0))) AS s${step}`;
  });
  const places = spec.steps.map((_, index) => {
    const step = last - index;
    const first = `arrayFirstIndex(x -> x != 0, s${step})`;
    if (step === last) return `${first} AS k${step}`;
    const next = `k${step + 1}`;
    const before = isStrict ? `${next} - 1` : `arrayLastIndex(x -> x != 0, arraySlice(s${step}, 1, ${next} - 1))`;
    return `if(${next} > 0, ${before}, ${first}) AS k${step}`;
  });
  return [...starts, ...places, ...spec.steps.map((_, index) => `${timeOf(`e[k${index + 1}]`)} AS t${index + 1}`)];
}

/**
 * Users per step `c1…`, median times from step to step `d2…` and from the first to the last `d`, ms. With a dimension one
 * row for all users (`every` is 1), and one per group `g0`, those outside `groups` together with `o` = 1.
 */
export function compileFunnel(spec: FunnelSpec, of: Of & { groups: readonly GroupKey[] }): Compiled {
  const binder = createBinder();
  const hasGroups = spec.by.length > 0;
  const last = spec.steps.length;
  const member = hasGroups ? isInGroups(['g'], of.groups, binder) : '';
  const median = (time: string, step: number): string => `quantileExactInclusiveIf(0.5)(${time}, k${step} > 0)`;
  const columns = [
    ...(hasGroups ? ['g0', 'o', 'grouping(o) AS every'] : []),
    ...spec.steps.map((_, index) => `toFloat64(countIf(k${index + 1} > 0)) AS c${index + 1}`),
    ...spec.steps.slice(1).map((_, index) => `${median(`t${index + 2} - t${index + 1}`, index + 2)} AS d${index + 2}`),
    `${median(`t${last} - t1`, last)} AS d`,
  ];
  const groups = hasGroups ? [`if(${member}, g, NULL) AS g0`, `toUInt8(NOT (${member})) AS o`] : [];
  return compiled(
    [
      `SELECT\n  ${columns.join(',\n  ')}\nFROM (`,
      `SELECT\n  ${[...groups, ...attempts(spec, binder)].join(',\n  ')}\nFROM (`,
      ...userEvents(spec, of, binder),
      ')\n)',
      hasGroups ? 'GROUP BY GROUPING SETS ((), (g0, o))' : undefined,
    ],
    binder,
  );
}
