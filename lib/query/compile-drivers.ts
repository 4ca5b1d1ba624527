import type { Field } from '@/lib/model/filter';
import type { DriversSpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { numberOf, textOf } from './field';
import { aggregateOf, measureCondition } from './measure';
import { compiled, fromScope, type Compiled } from './scope';

/** The values of a field beyond this many are too rare to explain much. */
const maxValues = 500;

export type DriversScope = { workspaceId: string; range: Range; focus: Range };

/** The range without the focus. */
export function outsideOf({ range, focus }: DriversScope): Range[] {
  return [
    { from: range.from, to: focus.from },
    { from: focus.to, to: range.to },
  ].filter(({ from, to }) => from < to);
}

/**
 * `n` events, `m` the measure, `c` events with a number and `q` the sum of its squares; the last two only for measures of a
 * field.
 */
function sideColumns({ measure }: DriversSpec, binder: Binder): Record<string, string> {
  const columns = { n: 'toFloat64(count())', m: aggregateOf(measure, undefined, { source: 'events', binder }) };
  if (measure.of === undefined) return columns;
  const number = numberOf(measure.of, binder);
  return { ...columns, c: `toFloat64(count(${number}))`, q: `sum(${number} * ${number})` };
}

/**
 * Columns `ni`, `no`, `mi`… inside and outside of the focus, per value `v` when there is a field. Each side is read and grouped
 * by itself, so that no aggregate needs a condition; it takes as long as one pass over both.
 */
function bothSides(spec: DriversSpec, of: DriversScope & { field?: Field }, binder: Binder): string[] {
  const columns = sideColumns(spec, binder);
  const value = of.field === undefined ? [] : [`${textOf(of.field, binder)} AS v`];
  const named = Object.entries(columns).map(([name, column]) => `${column} AS ${name}`);
  const sideOf = (side: 'i' | 'o', ranges: readonly Range[]): string =>
    [
      `SELECT\n  ${[`'${side}' AS s`, ...value, ...named].join(',\n  ')}`,
      ...scopeLines(spec, { workspaceId: of.workspaceId, ranges }, binder),
      ...(of.field === undefined ? [] : ['GROUP BY v']),
    ].join('\n');
  const picked = ['i', 'o'].flatMap((side) =>
    Object.keys(columns).map((name) => `anyIf(${name}, s = '${side}') AS ${name}${side}`),
  );
  return [
    `SELECT\n  ${[...(of.field === undefined ? [] : ['v']), ...picked].join(',\n  ')}`,
    `FROM (\n${sideOf('i', [of.focus])}\nUNION ALL\n${sideOf('o', outsideOf(of))}\n)`,
  ];
}

function scopeLines(
  spec: DriversSpec,
  of: { workspaceId: string; ranges: readonly Range[] },
  binder: Binder,
): string[] {
  const scope = { ...of, source: 'events' as const, where: spec.where, measures: [spec.measure] };
  const own = measureCondition(spec.measure, binder);
  return [...fromScope(scope, binder), ...(own === undefined ? [] : [`  AND ${own}`])];
}

/** One row for all events. */
export function compileDriverTotals(spec: DriversSpec, of: DriversScope): Compiled {
  const binder = createBinder();
  return compiled(bothSides(spec, of, binder), binder);
}

/** A row per value `v` of a field, those with the most events per time inside or outside; at most 500. */
export function compileDriverField(spec: DriversSpec, of: DriversScope & { field: Field }): Compiled {
  const binder = createBinder();
  const length = of.focus.to - of.focus.from;
  const inside = binder.bind(length, 'Float64');
  const outside = binder.bind(of.range.to - of.range.from - length, 'Float64');
  return compiled(
    [
      ...bothSides(spec, of, binder),
      `GROUP BY v\nORDER BY ni / ${inside} + no / ${outside} DESC, v`,
      `LIMIT ${binder.bind(maxValues, 'UInt32')}`,
    ],
    binder,
  );
}

/** Rows `p`, the properties of some events as JSON, spread evenly over what is in `ranges` and the same whenever asked. */
export function compileDriverSample(
  spec: DriversSpec,
  of: { workspaceId: string; ranges: readonly Range[]; rows: number },
): Compiled {
  const binder = createBinder();
  return compiled(
    [
      'SELECT toJSONString(properties) AS p',
      ...scopeLines(spec, of, binder),
      `ORDER BY cityHash64(timestamp, user_hash, event_id)\nLIMIT ${binder.bind(of.rows, 'UInt32')}`,
    ],
    binder,
  );
}
