import type { PathsSpec } from '@/lib/model/query-spec';
import { minuteMs, parseDuration } from '@/lib/time/duration';
import { createBinder, type Binder } from './binder';
import { textOf } from './field';
import { instant, stepCondition, stepLabel } from './journey-step';
import type { Plan } from './plan';
import { compiled, fromScope, type Compiled } from './scope';

type Of = { plan: Plan; workspaceId: string };
/** `isRare`: so few events are anchors that it pays to find their users first. */
type OfAnchor = Of & { isRare: boolean };

/** Whole journeys to show. */
const maxFlows = 10;
/** What stands for a name that is not among the leading ones; no hash reads like this. */
export const otherMark = 'other';

/** What an event is called; an anchor without the property is called like the anchor. */
function nameOf(spec: PathsSpec, binder: Binder): string {
  const text = textOf(spec.of, binder);
  return spec.of === 'name' ? text : `ifNull(${text}, ${binder.bind(stepLabel(spec.anchor), 'String')})`;
}

function fromEvents(spec: PathsSpec, { plan, workspaceId }: Of, binder: Binder): (string | undefined)[] {
  const anchor = stepCondition(spec.anchor, binder);
  return [
    ...fromScope({ workspaceId, source: 'events', ranges: [plan.range], where: spec.where }, binder),
    '  AND user_hash != 0',
    spec.of === 'name' ? undefined : `  AND (isNotNull(${textOf(spec.of, binder)}) OR ${anchor})`,
  ];
}

/**
 * One row per user who did the anchor: `e`, the events in the order of their times, each one number of 128 bits: time, one
 * bit for the tie rule, and the hash of its name. Sorting these is several times faster than sorting names.
 */
function userEvents(spec: PathsSpec, of: OfAnchor, binder: Binder): (string | undefined)[] {
  const anchor = stepCondition(spec.anchor, binder);
  // Of the events of one instant the anchor comes first when looking ahead and last when looking back.
  const bit = spec.direction === 'after' ? `(NOT ${anchor})` : anchor;
  const key = `toUInt128(${instant} * 2 + ${bit})`;
  return [
    `SELECT\n  arraySort(groupArray(bitOr(bitShiftLeft(${key}, 64), cityHash64(${nameOf(spec, binder)})))) AS e`,
    ...fromEvents(spec, of, binder),
    ...(of.isRare
      ? ['  AND user_hash IN (\nSELECT user_hash', ...fromEvents(spec, of, binder), `  AND ${anchor}\n)`]
      : []),
    'GROUP BY user_hash',
    of.isRare ? undefined : `HAVING max${anchor}`,
  ];
}

/** One row per journey with an anchor: `path`, the hashes of the names that follow it, or that precede it, nearest first. */
function journeys(spec: PathsSpec, of: OfAnchor, binder: Binder): (string | undefined)[] {
  const gap = binder.bind(parseDuration(spec.gap)?.ms ?? 0, 'Int64');
  const depth = binder.bind(spec.depth, 'Int64');
  const isAfter = spec.direction === 'after';
  const key = (packed: string): string => `toUInt64(bitShiftRight(${packed}, 64))`;
  const times = `arrayMap(x -> intDiv(${key('x')}, 2), e)`;
  const cut = isAfter
    ? `arraySlice(journey, place + 1, ${depth})`
    : `arrayReverse(arraySlice(journey, greatest(place - ${depth}, 1), least(place - 1, ${depth})))`;
  return [
    'SELECT',
    `  arrayJoin(arraySplit((x, pause) -> pause > ${gap}, e, arrayDifference(${times}))) AS journey,`,
    `  toInt64(arrayFirstIndex(x -> ${key('x')} % 2 = ${isAfter ? 0 : 1}, journey)) AS place,`,
    `  arrayMap(x -> toUInt64(x), ${cut}) AS path`,
    'FROM (',
    ...userEvents(spec, of, binder),
    ')\nWHERE place > 0',
  ];
}

/**
 * Rows of two sorts with `n` journeys each. `step` 0: a whole journey, `flow` the hashes of its names; the most frequent
 * ten. Else a link to that step: from `f` (empty for the anchor) to `t` (empty for the end), each a hash or `otherMark`.
 * A name leads at a step by the journeys that have it there; each of those has one link on, so that the links of the
 * next step rank it the same. Of names with equal numbers the one with the lesser hash leads. Row `step` -1: all journeys.
 */
export function compilePaths(spec: PathsSpec, of: OfAnchor): Compiled {
  const binder = createBinder();
  const [top, depth] = [binder.bind(spec.top, 'UInt32'), binder.bind(spec.depth, 'Int64')];
  const shown = (hash: string, rank: string): string => `${rank} <= ${top}, toString(${hash}), '${otherMark}'`;
  const over = (what: string, by: string): string => `${what} OVER (PARTITION BY ${by})`;
  return compiled(
    [
      'SELECT\n  step,',
      `  multiIf(step <= 1, '', ${shown('origin', 'originRank')}) AS f,`,
      `  multiIf(target = 0, '', ${shown('target', 'targetRank')}) AS t,`,
      '  arrayMap(x -> toString(x), flow) AS w,',
      '  toFloat64(sum(c)) AS n\nFROM (',
      'SELECT\n  step, origin, target, flow, c,',
      `  ${over('dense_rank()', 'step ORDER BY ofOrigin DESC, origin')} AS originRank,`,
      `  ${over('dense_rank()', 'step, target = 0 ORDER BY ofTarget DESC, target')} AS targetRank,`,
      `  ${over('row_number()', 'step ORDER BY c DESC, length(flow), flow')} AS flowRank\nFROM (`,
      'SELECT\n  step, origin, target, flow, c,',
      `  ${over('sum(c)', 'step, origin')} AS ofOrigin,`,
      `  ${over('sum(c)', 'step, target')} AS ofTarget\nFROM (`,
      'SELECT\n  step,\n  if(step > 1, path[step - 1], 0) AS origin,\n  if(step > 0, path[step], 0) AS target,',
      '  if(step = 0, path, []) AS flow,\n  sum(journeys) AS c\nFROM (',
      `SELECT\n  path,\n  journeys,\n  arrayJoin(range(-1, least(toInt64(length(path)) + 1, ${depth}) + 1)) AS step\nFROM (`,
      'SELECT\n  path,\n  count() AS journeys\nFROM (',
      ...journeys(spec, of, binder),
      ')\nGROUP BY path\n)\n)\nGROUP BY step, origin, target, flow\n)\n)\n)',
      `WHERE step != 0 OR flowRank <= ${binder.bind(maxFlows, 'UInt32')}`,
      'GROUP BY step, f, t, w\nORDER BY step, n DESC',
    ],
    binder,
  );
}

/** The minutes that hold the range. The rollup of names is a hundred times smaller than the events. */
function fromRollup({ plan, workspaceId }: Of, binder: Binder): string[] {
  const from = Math.floor(plan.range.from / minuteMs) * minuteMs;
  const ranges = [{ from, to: plan.range.to + minuteMs }];
  return fromScope({ workspaceId, source: 'rollup', ranges, where: [] }, binder);
}

/** One row: `anchors`, events with the name of the anchor, and `n`, all events, both about. */
export function compileAnchorShare(event: string, of: Of): Compiled {
  const binder = createBinder();
  const name = binder.bind(event, 'String');
  const columns = `toFloat64(sumIf(events, name = ${name})) AS anchors,\n  toFloat64(sum(events)) AS n`;
  return compiled([`SELECT\n  ${columns}`, ...fromRollup(of, binder)], binder);
}

/** Rows `h`, a hash from the answer to `compilePaths`, and its name `v`. */
export function compilePathNames(spec: PathsSpec, of: Of & { hashes: readonly string[] }): Compiled {
  const binder = createBinder();
  const name = nameOf(spec, binder);
  const hashes = binder.bind(of.hashes, 'Array(String)');
  return compiled(
    [
      `SELECT\n  toString(cityHash64(${name})) AS h,\n  any(${name}) AS v`,
      ...(spec.of === 'name' ? fromRollup(of, binder) : fromEvents(spec, of, binder)),
      `  AND cityHash64(${name}) IN (SELECT toUInt64(arrayJoin(${hashes})))`,
      'GROUP BY h',
    ],
    binder,
  );
}
