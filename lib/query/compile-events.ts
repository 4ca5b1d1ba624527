import type { DistributionSpec, TableSpec } from '@/lib/model/query-spec';
import { createBinder } from './binder';
import { numberOf, rawOf } from './field';
import { mergedSketch } from './measure';
import type { Plan } from './plan';
import { compiled, fromScope, type Compiled } from './scope';

/** Rows `id`, `t` (Unix ms) and `c0…`, newest first. */
export function compileTable(spec: TableSpec, plan: Plan, of: { workspaceId: string; limit: number }): Compiled {
  const binder = createBinder();
  const cells = spec.columns.map((field, index) => `${rawOf(field, binder)} AS c${index}`);
  return compiled(
    [
      `SELECT\n  ${['event_id AS id', 'toUnixTimestamp64Milli(timestamp) AS t', ...cells].join(',\n  ')}`,
      ...fromScope({ workspaceId: of.workspaceId, source: 'events', ranges: [plan.range], where: spec.where }, binder),
      'ORDER BY timestamp DESC, event_id DESC',
      `LIMIT ${binder.bind(of.limit, 'UInt32')}`,
    ],
    binder,
  );
}

/** The first and the last are where the bins begin and end, unless that is at the lowest and highest number. */
export const spreadLevels = [0.01, 0.5, 0.75, 0.9, 0.95, 0.99];

/** One row: `n` numbers, their `low` and `high`, and in `q` the percentiles of `spreadLevels` within 1 %. */
export function compileSpread(spec: DistributionSpec, plan: Plan, workspaceId: string): Compiled {
  const binder = createBinder();
  const number = numberOf(spec.of, binder);
  return compiled(
    [
      `SELECT\n  toFloat64(count(${number})) AS n,\n  min(${number}) AS low,\n  max(${number}) AS high,`,
      `  quantilesDD(0.01, ${spreadLevels.join(', ')})(${number}) AS q`,
      ...fromScope({ workspaceId, source: 'events', ranges: [plan.range], where: spec.where }, binder),
    ],
    binder,
  );
}

/** The same from the rollup, with the whole `sketch` in place of its percentiles; only for `value`. */
export function compileSketch(spec: DistributionSpec, plan: Plan, workspaceId: string): Compiled {
  const binder = createBinder();
  const numbers = 'toFloat64(sum(value_count)) AS n,\n  min(value_min) AS low,\n  max(value_max) AS high';
  return compiled(
    [
      `SELECT\n  ${numbers},\n  ${mergedSketch} AS sketch`,
      ...fromScope({ workspaceId, source: 'quarters', ranges: [plan.range], where: spec.where }, binder),
    ],
    binder,
  );
}

/** Rows `bin` (0-based) and `n`. What lies outside the edges is counted in the first and the last bin. */
export function compileBins(
  spec: DistributionSpec,
  plan: Plan,
  of: { workspaceId: string; from: number; width: number; bins: number },
): Compiled {
  const binder = createBinder();
  const number = numberOf(spec.of, binder);
  const [from, width] = [binder.bind(of.from, 'Float64'), binder.bind(of.width, 'Float64')];
  const last = binder.bind(of.bins - 1, 'Float64');
  return compiled(
    [
      `SELECT\n  toInt64(least(greatest(floor((assumeNotNull(${number}) - ${from}) / ${width}), 0), ${last})) AS bin,\n  toFloat64(count()) AS n`,
      ...fromScope({ workspaceId: of.workspaceId, source: 'events', ranges: [plan.range], where: spec.where }, binder),
      `  AND isNotNull(${number})`,
      'GROUP BY bin\nORDER BY bin',
    ],
    binder,
  );
}
