import type { BreakdownData, BreakdownRow, Cell, DistributionData, TableData, TotalData } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import type { Measure } from '@/lib/model/measure';
import type { BreakdownSpec, DistributionSpec, TableSpec, TotalSpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import { isPercentile, isZeroWhenEmpty, sketched } from './measure';
import { measureLabel } from './labels';
import type { Plan } from './plan';

export type Row = Record<string, unknown>;

/** A number as the engine sent it; what is none (null, not a number, infinite) is no data. */
export function numberIn(row: Row | undefined, column: string): Value {
  const value = row?.[column];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A measure's value from its column; counts per second are divided by the seconds of `range` that have passed. */
export function valueOf(measure: Measure, raw: Value, elapsedMs: number): Value {
  const value = raw ?? (isZeroWhenEmpty(measure) ? 0 : null);
  if (isPercentile(measure)) return sketched(value);
  if (measure.agg !== 'rate' || value === null) return value;
  return elapsedMs > 0 ? value / (elapsedMs / 1_000) : 0;
}

export const elapsedIn = (range: Range, now: number): number =>
  Math.max(0, Math.min(range.to, Math.max(now, range.from + 1)) - range.from);

function valuesOf(
  row: Row | undefined,
  prefix: string,
  of: { measures: readonly Measure[]; elapsedMs: number },
): Value[] {
  return of.measures.map((measure, index) => valueOf(measure, numberIn(row, `${prefix}${index}`), of.elapsedMs));
}

export function shapeTotal(spec: TotalSpec, rows: readonly Row[], at: { plan: Plan; now: number }): TotalData {
  const { plan, now } = at;
  const [row] = rows;
  const current = valuesOf(row, 'm', { measures: spec.measures, elapsedMs: elapsedIn(plan.range, now) });
  const earlier =
    plan.previous && valuesOf(row, 'q', { measures: spec.measures, elapsedMs: elapsedIn(plan.previous, now) });
  return {
    kind: 'total',
    values: spec.measures.map((measure, index) => ({
      label: measureLabel(measure),
      value: current[index] ?? null,
      ...(earlier === undefined ? {} : { previous: earlier[index] ?? null }),
    })),
  };
}

/** The group of a row, from its columns `g0…`. */
export function groupOf(row: Row, dimensions: number): GroupKey {
  return Array.from({ length: dimensions }, (_, index) => {
    const value = row[`g${index}`];
    return typeof value === 'string' ? value : null;
  });
}

export function shapeBreakdown(
  spec: BreakdownSpec,
  rows: { top: readonly Row[]; other: Row | undefined },
  at: { plan: Plan; now: number },
): BreakdownData {
  const { plan, now } = at;
  const rowOf = (row: Row, group: GroupKey): BreakdownRow => ({
    group,
    values: valuesOf(row, 'm', { measures: spec.measures, elapsedMs: elapsedIn(plan.range, now) }),
    ...(plan.previous === undefined
      ? {}
      : { previous: valuesOf(row, 'q', { measures: spec.measures, elapsedMs: elapsedIn(plan.previous, now) }) }),
  });
  const shaped = rows.top.map((row) => rowOf(row, groupOf(row, spec.by.length)));
  const { other } = rows;
  if (other !== undefined && (numberIn(other, 'n') ?? 0) > 0)
    shaped.push({
      ...rowOf(
        other,
        spec.by.map(() => null),
      ),
      isOther: true,
    });
  return { kind: 'breakdown', dimensions: [...spec.by], measures: spec.measures.map(measureLabel), rows: shaped };
}

/** A value as a table shows it; lists and objects as their JSON. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

export function tableRow(spec: TableSpec, row: Row): TableData['rows'][number] {
  return {
    id: typeof row.id === 'string' ? row.id : '',
    timestamp: numberIn(row, 't') ?? 0,
    cells: spec.columns.map((_, index) => cellOf(row[`c${index}`])),
  };
}

export function shapeTable(spec: TableSpec, rows: readonly Row[]): TableData {
  return { kind: 'table', columns: [...spec.columns], rows: rows.map((row) => tableRow(spec, row)) };
}

/** The percentiles of a spread in the order in which they were asked for; those of nothing are no numbers. */
function spreadOf(row: Row | undefined): Value[] {
  const levels = Array.isArray(row?.q) ? (row.q as unknown[]) : [];
  return levels.map((value) => sketched(numberIn({ value }, 'value')));
}

/** Within what there is: an estimate can lie a little outside. */
function percentilesOf(row: Row | undefined): DistributionData['percentiles'] {
  const [low, high] = [numberIn(row, 'low'), numberIn(row, 'high')];
  const known = spreadOf(row)
    .slice(1)
    .filter((value) => value !== null);
  if (low === null || high === null) return undefined;
  const [p50, p75, p90, p95, p99] = known.map((value) => Math.min(high, Math.max(low, value)));
  if (p50 === undefined || p75 === undefined || p90 === undefined || p95 === undefined || p99 === undefined)
    return undefined;
  return { p50, p75, p90, p95, p99 };
}

/** Where the bins of a distribution lie; null when there is nothing to count. */
export function binsOf(
  spec: DistributionSpec,
  spread: Row | undefined,
): { from: number; width: number; bins: number; count: number } | null {
  const count = numberIn(spread, 'n') ?? 0;
  const [low, high] = [numberIn(spread, 'low'), numberIn(spread, 'high')];
  if (count === 0 || low === null || high === null) return null;
  // The percentiles are within 1 %, so they can lie a little outside of what there is.
  const levels = spreadOf(spread);
  const from = spec.clip ? Math.max(low, levels[0] ?? low) : low;
  const to = spec.clip ? Math.min(high, levels[levels.length - 1] ?? high) : high;
  if (!(to > from)) return { from: low, width: high > low ? high - low : 1, bins: 1, count };
  return { from, width: (to - from) / spec.bins, bins: spec.bins, count };
}

export function shapeDistribution(
  spec: DistributionSpec,
  bins: ReturnType<typeof binsOf>,
  found: { spread: Row | undefined; rows: readonly Row[] },
): DistributionData {
  if (bins === null) return { kind: 'distribution', of: spec.of, bins: [], count: 0 };
  const percentiles = percentilesOf(found.spread);
  const counts = new Map(found.rows.map((row) => [numberIn(row, 'bin'), numberIn(row, 'n') ?? 0]));
  return {
    kind: 'distribution',
    of: spec.of,
    count: bins.count,
    bins: Array.from({ length: bins.bins }, (_, index) => ({
      from: bins.from + index * bins.width,
      to: bins.from + (index + 1) * bins.width,
      count: counts.get(index) ?? 0,
    })),
    ...(percentiles === undefined ? {} : { percentiles }),
  };
}
