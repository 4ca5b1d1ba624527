import type { Field } from '@/lib/model/filter';
import type { DriversSpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { numberOf, textOf } from './field';
import { aggregateOf, measureCondition } from './measure';
import { compiled, fromScope, withinRange, type Compiled } from './scope';

/** The values of a field beyond this many are too rare to explain much. */
const maxValues = 500;

export type DriversScope = { workspaceId: string; range: Range; focus: Range };

/**
 * `n` events, `m` the measure, `c` events with a number and `q` the sum of its squares, each inside (`i`) and outside (`o`) of
 * the focus; `c` and `q` only for measures of a field.
 */
function sideColumns({ measure }: DriversSpec, focus: Range, binder: Binder): string[] {
  const isInside = withinRange(focus, 'events', binder);
  return Object.entries({ i: isInside, o: `NOT (${isInside})` }).flatMap(([side, condition]) => {
    const columns = [
      `toFloat64(countIf(${condition})) AS n${side}`,
      `${aggregateOf(measure, condition, { source: 'events', binder })} AS m${side}`,
    ];
    if (measure.of === undefined) return columns;
    const number = numberOf(measure.of, binder);
    return [
      ...columns,
      `toFloat64(countIf(isNotNull(${number}) AND ${condition})) AS c${side}`,
      `sumIf(${number} * ${number}, ${condition}) AS q${side}`,
    ];
  });
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
  const columns = sideColumns(spec, of.focus, binder);
  return compiled(
    [
      `SELECT\n  ${columns.join(',\n  ')}`,
      ...scopeLines(spec, { workspaceId: of.workspaceId, ranges: [of.range] }, binder),
    ],
    binder,
  );
}

/** A row per value `v` of a field, those with the most events per time inside or outside; at most 500. */
export function compileDriverField(spec: DriversSpec, of: DriversScope & { field: Field }): Compiled {
  const binder = createBinder();
  const columns = [`${textOf(of.field, binder)} AS v`, ...sideColumns(spec, of.focus, binder)];
  const inside = binder.bind(of.focus.to - of.focus.from, 'Float64');
  const outside = binder.bind(of.range.to - of.range.from - (of.focus.to - of.focus.from), 'Float64');
  return compiled(
    [
      `SELECT\n  ${columns.join(',\n  ')}`,
      ...scopeLines(spec, { workspaceId: of.workspaceId, ranges: [of.range] }, binder),
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
