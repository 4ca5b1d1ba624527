import type { GroupKey } from '@/lib/model/value';
import type { Measure } from '@/lib/model/measure';
import type { BreakdownSpec, TotalSpec, TrendSpec } from '@/lib/model/query-spec';
import type { Source } from '@/lib/model/source';
import type { Grain } from '@/lib/time/grain';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { bucketExpression } from './bucket-expression';
import { groupExpressions, isInGroups } from './group';
import { aggregateOf, measureCondition } from './measure';
import type { Plan, Summary } from './plan';
import { compiled, fromScope, withinRange, type Compiled } from './scope';
import { byOf } from './source';
import { isNaming } from './summaries/summary-key-of';
import { summarisedRows } from './summaries/summarised-rows';

type From = { source: Source; binder: Binder };

/** `m0…` for the range, and with a comparison `q0…` for the earlier one, from one pass over the rows of both. */
function measureColumns(measures: readonly Measure[], plan: Plan, from: From): string[] {
  const { previous } = plan;
  const columns = (range: Range | undefined, prefix: string): string[] =>
    measures.map((measure, index) => {
      const parts = [
        range === undefined ? undefined : withinRange(range, from.source, from.binder),
        measureCondition(measure, from.binder),
      ];
      const condition = parts.filter((part) => part !== undefined).join(' AND ');
      return `${aggregateOf(measure, condition === '' ? undefined : condition, from)} AS ${prefix}${index}`;
    });
  if (previous === undefined) return columns(undefined, 'm');
  return [...columns(plan.range, 'm'), ...columns(previous, 'q')];
}

const select = (columns: readonly string[]): string => `SELECT\n  ${columns.join(',\n  ')}`;
type Rows = {
  workspaceId: string;
  plan: { source: Source; summary?: Summary | undefined };
  ranges: readonly Range[];
  /** The measures that the statement computes. */
  computed?: readonly Measure[];
};

/** FROM and WHERE of a question, whatever answers it. */
function rowsOf(spec: TotalSpec | BreakdownSpec | TrendSpec, rows: Rows, binder: Binder): string[] {
  const { workspaceId, plan, ranges, computed = spec.measures } = rows;
  const { where, measures } = spec;
  if (plan.summary === undefined)
    return fromScope({ workspaceId, source: plan.source, ranges, where, measures }, binder);
  const { summary } = plan;
  const isTimed = spec.kind === 'trend' || ranges.length > 1;
  const isNamed = isNaming(spec);
  return summarisedRows(
    { workspaceId, ranges, where, measures, summary, by: byOf(spec), computed, isNamed, isTimed },
    binder,
  );
}

const rangesOf = (plan: Plan): Range[] => (plan.previous === undefined ? [plan.range] : [plan.range, plan.previous]);

/** One row: `m0…`, `q0…`. */
export function compileTotal(spec: TotalSpec, plan: Plan, workspaceId: string): Compiled {
  const binder = createBinder(plan.summary?.key);
  const columns = measureColumns(spec.measures, plan, { source: plan.source, binder });
  return compiled([select(columns), ...rowsOf(spec, { workspaceId, plan, ranges: rangesOf(plan) }, binder)], binder);
}

/** The groups that lead by the first measure in the plan's range: `g0…`, `m0…`, `q0…`, best first, ties by name. */
export function compileGroups(
  spec: BreakdownSpec | (TrendSpec & { rank: true }),
  plan: Plan,
  workspaceId: string,
): Compiled {
  const binder = createBinder(plan.summary?.key);
  const from = { source: plan.source, binder };
  const groups = groupExpressions(spec.by, binder);
  const isRanking = spec.kind === 'trend';
  const measures = isRanking ? spec.measures.slice(0, 1) : spec.measures;
  const only: Plan = isRanking ? { source: plan.source, range: plan.range } : plan;
  const names = groups.map((_, index) => `g${index}`);
  const isCompared = only.previous !== undefined;
  return compiled(
    [
      select([...groups.map((group, index) => `${group} AS g${index}`), ...measureColumns(measures, only, from)]),
      ...rowsOf(spec, { workspaceId, plan, ranges: rangesOf(only), computed: measures }, binder),
      `GROUP BY ${names.join(', ')}`,
      isCompared ? `HAVING countIf(${withinRange(plan.range, plan.source, binder)}) > 0` : undefined,
      `ORDER BY m0 DESC NULLS LAST, ${names.join(', ')}`,
      `LIMIT ${binder.bind(spec.top, 'UInt32')}`,
    ],
    binder,
  );
}

/** One row for everything outside the given groups: `m0…`, `q0…` and `n`, the rows it stands for. */
export function compileOther(
  spec: BreakdownSpec,
  of: { plan: Plan; workspaceId: string; groups: readonly GroupKey[] },
): Compiled {
  const { plan, workspaceId } = of;
  const binder = createBinder(plan.summary?.key);
  const expressions = groupExpressions(spec.by, binder);
  const columns = measureColumns(spec.measures, plan, { source: plan.source, binder });
  return compiled(
    [
      select([...columns, 'count() AS n']),
      ...rowsOf(spec, { workspaceId, plan, ranges: rangesOf(plan) }, binder),
      `  AND NOT (${isInGroups(expressions, of.groups, binder)})`,
    ],
    binder,
  );
}

export type TrendPart = {
  source: Source;
  summary?: Summary | undefined;
  grain: Grain;
  /** What to read: whole buckets, in any number of pieces. */
  ranges: readonly Range[];
  /** The groups to show; empty when the question has no dimension. */
  groups: readonly GroupKey[];
  /** Whether everything else is wanted as one more group. */
  hasOther: boolean;
  workspaceId: string;
};

/** Rows `b` (Unix seconds), `g0…`, `o` (1 for the other group) and `m0…`; buckets without events have no row. */
export function compileTrend(spec: TrendSpec, part: TrendPart): Compiled {
  const binder = createBinder(part.summary?.key);
  const from = { source: part.source, binder };
  const expressions = groupExpressions(spec.by, binder);
  const member = isInGroups(expressions, part.groups, binder);
  const columns = [`${bucketExpression({ grain: part.grain, zone: spec.timezone, source: part.source }, binder)} AS b`];
  const keys = ['b'];
  expressions.forEach((expression, index) => {
    columns.push(`${part.hasOther ? `if(${member}, ${expression}, NULL)` : expression} AS g${index}`);
    keys.push(`g${index}`);
  });
  if (part.hasOther) {
    columns.push(`toUInt8(NOT (${member})) AS o`);
    keys.push('o');
  }
  columns.push(
    ...measureColumns(spec.measures, { source: part.source, range: { from: 0, to: 0, isOpen: false } }, from),
  );
  const isLimited = expressions.length > 0 && !part.hasOther;
  return compiled(
    [
      select(columns),
      ...rowsOf(spec, { workspaceId: part.workspaceId, plan: part, ranges: part.ranges }, binder),
      isLimited ? `  AND ${member}` : undefined,
      `GROUP BY ${keys.join(', ')}`,
      `ORDER BY b`,
    ],
    binder,
  );
}
