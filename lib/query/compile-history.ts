import type { Measure } from '@/lib/model/measure';
import type { BreakdownSpec, TotalSpec, TrendSpec } from '@/lib/model/query-spec';
import type { GroupKey } from '@/lib/model/value';
import type { Source } from '@/lib/model/source';
import type { Grain } from '@/lib/time/grain';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { bucketExpression } from './bucket-expression';
import { groupExpressions, isInGroups } from './group';
import { aggregateOf, measureCondition, valueCountOf } from './measure';
import { compiled, fromScope, timeOf, type Compiled } from './scope';

export type HistorySpec = TotalSpec | BreakdownSpec | TrendSpec;

/** Buckets of a width, numbered from the start of the range; or those of a grain, by their start in Unix seconds. */
export type HistoryBuckets = { widthMs: number } | { grain: Grain; zone: string };

export type HistoryPart = {
  workspaceId: string;
  source: Source;
  /** On whole seconds; on whole minutes for the rollup. */
  range: Range;
  buckets: HistoryBuckets;
  /** Whether to answer what values are made of (see `foldsOf`), so that buckets can be added up, or the values themselves. */
  isFoldable: boolean;
  /** The groups to look at; null for all. */
  groups: readonly GroupKey[] | null;
};

/**
 * One row per group, `g0…`, with lists side by side: `b` the buckets in which it has events, in any order, `n` how many, `f` when
 * the first of them was (Unix seconds), and `c0…` the columns of the measures. Lists and not rows: a month has many minutes.
 */
export function compileHistory(spec: HistorySpec, part: HistoryPart): Compiled {
  const binder = createBinder();
  const { source, workspaceId, groups } = part;
  const expressions = groupExpressions(byOf(spec), binder);
  const names = expressions.map((_, index) => `g${index}`);
  const columns = spec.measures.flatMap((measure) => columnsOf(measure, part, binder));
  const time = timeOf(source);
  const inner = [
    ...names.map((name, index) => `${expressions[index] ?? ''} AS ${name}`),
    `${bucketOf(part, binder)} AS b`,
    `${source === 'events' ? 'count()' : 'sum(events)'} AS n`,
    `toUnixTimestamp(min(${time})) AS f`,
    ...columns.map((column, index) => `ifNull(toFloat64(${column}), nan) AS c${index}`),
  ];
  const lists = ['b', 'n', 'f', ...columns.map((_, index) => `c${index}`)];
  const scope = { workspaceId, source, ranges: [part.range], where: spec.where, measures: spec.measures };
  return compiled(
    [
      `SELECT ${[...names, ...lists.map((list) => `groupArray(${list}) AS ${list}s`)].join(', ')} FROM (`,
      `SELECT\n  ${inner.join(',\n  ')}`,
      ...fromScope(scope, binder),
      groups === null || names.length === 0 ? undefined : `  AND ${isInGroups(expressions, groups, binder)}`,
      `GROUP BY ${[...names, 'b'].join(', ')}`,
      `)`,
      names.length === 0 ? undefined : `GROUP BY ${names.join(', ')}`,
    ],
    binder,
  );
}

export const byOf = (spec: HistorySpec): readonly string[] => ('by' in spec ? spec.by : []);

function columnsOf(measure: Measure, { source, isFoldable }: HistoryPart, binder: Binder): string[] {
  const condition = measureCondition(measure, binder);
  const from = { source, binder };
  if (!isFoldable || measure.agg !== 'avg') return [aggregateOf(measure, condition, from)];
  return [aggregateOf({ ...measure, agg: 'sum' }, condition, from), valueCountOf(measure, condition, from)];
}

function bucketOf({ buckets, source, range }: HistoryPart, binder: Binder): string {
  if ('grain' in buckets) return bucketExpression({ ...buckets, source }, binder);
  const time = `toUnixTimestamp(${timeOf(source)})`;
  const from = binder.bind(Math.floor(range.from / 1_000), 'UInt32');
  return `toUInt32(intDiv(${time} - ${from}, ${binder.bind(Math.round(buckets.widthMs / 1_000), 'UInt32')}))`;
}
