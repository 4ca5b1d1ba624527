import type { AnswerData, BreakdownData, Cell, DistributionData, TotalData, TrendData } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import type { FunnelGroup, RetentionData } from '@/lib/model/journey-answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { seriesKeyOf, type Reading } from './reading';

const most = 1_000;
const plain = { previous: [], points: [], windows: {} };

/**
 * The series of an answer. Buckets that are still open are left out, because their numbers will grow. The rest of a top
 * list is no series: what is in it changes from one evaluation to the next.
 */
export function readingsOf(data: AnswerData, spec: QuerySpec): Reading[] {
  const by = splitOf(spec);
  switch (data.kind) {
    case 'total':
      return [totalReading(data)];
    case 'trend':
      return trendReadings(data, by);
    case 'breakdown':
      return breakdownReadings(data);
    case 'funnel':
      return data.groups.filter(({ isOther }) => isOther !== true).map((group) => funnelReading(group, by));
    case 'retention':
      return [{ ...plain, labels: {}, values: returning(data) }];
    case 'distribution':
      return [distributionReading(data)];
    case 'sql':
      return rowReadings(
        data.columns.map(({ name }) => name),
        data.rows,
      );
    case 'table':
      return rowReadings(
        data.columns,
        data.rows.map(({ cells }) => cells),
      );
    case 'heatmap':
    case 'drivers':
    case 'paths':
      return [];
  }
}

const splitOf = (spec: QuerySpec): readonly string[] => ('by' in spec ? spec.by : []);

/** A field as the name of a label: `properties.service` is `service`, other characters are `_`. */
export const labelOf = (field: string) => field.replace(/^properties\./, '').replace(/[^a-zA-Z0-9_]/g, '_');
/** The labels of a group. */
export function labelsOf(fields: readonly string[], group: GroupKey): Record<string, string> {
  return Object.fromEntries(fields.map((field, index) => [labelOf(field), group[index] ?? '']));
}

function totalReading({ values }: TotalData): Reading {
  const previous = values.map((measure) => measure.previous ?? null);
  return { ...plain, labels: {}, values: values.map(({ value }) => value), previous };
}

function breakdownReadings({ rows, dimensions }: BreakdownData): Reading[] {
  return rows
    .filter(({ isOther }) => isOther !== true)
    .map(({ group, values, previous }) => ({
      ...plain,
      labels: labelsOf(dimensions, group),
      values,
      previous: previous ?? [],
    }));
}

/** Of a distribution: how many there are, and then the percentiles 50, 75, 90, 95 and 99. */
function distributionReading({ count, percentiles }: DistributionData): Reading {
  const of = percentiles ?? { p50: null, p75: null, p90: null, p95: null, p99: null };
  return { ...plain, labels: {}, values: [count, of.p50, of.p75, of.p90, of.p95, of.p99] };
}

function trendReadings(data: TrendData, by: readonly string[]): Reading[] {
  const closed =
    data.openFrom === undefined ? data.buckets.length : data.buckets.filter((at) => at < (data.openFrom ?? 0)).length;
  const groups = new Map<string, TrendData['series']>();
  for (const series of data.series.filter(({ isOther }) => isOther !== true)) {
    const key = seriesKeyOf(labelsOf(by, series.group));
    groups.set(key, [...(groups.get(key) ?? []), series]);
  }
  return [...groups.values()].map((measures) => {
    const ordered = measures.toSorted((a, b) => a.measure - b.measure);
    const at = (index: number, of: 'values' | 'previous'): Value[] =>
      ordered.map((series) => series[of]?.[index] ?? null);
    return {
      labels: labelsOf(by, ordered[0]?.group ?? []),
      values: at(closed - 1, 'values'),
      previous: at(closed - 1, 'previous'),
      points: data.buckets.slice(0, closed).map((start, index) => ({ at: start, values: at(index, 'values') })),
      windows: {},
    };
  });
}

/** Of a funnel: the share that reached the last step, in percent, and then the users of each step. */
function funnelReading({ group, counts }: FunnelGroup, by: readonly string[]): Reading {
  const first = counts[0] ?? 0;
  const share = first === 0 ? null : ((counts.at(-1) ?? 0) / first) * 100;
  return { ...plain, labels: group.length === 0 ? {} : labelsOf(by, group), values: [share, ...counts] };
}

/** Of a retention grid: the share that came back after 0, 1, 2… periods in percent, over the cohorts old enough to say. */
function returning({ cohorts }: RetentionData): Value[] {
  const width = cohorts.reduce((longest, { values }) => Math.max(longest, values.length), 0);
  return Array.from({ length: width }, (_, period) => {
    const old = cohorts.filter(({ values }) => (values[period] ?? null) !== null);
    const size = old.reduce((sum, cohort) => sum + cohort.size, 0);
    return size === 0 ? null : (old.reduce((sum, { values }) => sum + (values[period] ?? 0), 0) / size) * 100;
  });
}

/** Of rows: text columns are the labels, numbers the values in the order of their columns. */
function rowReadings(columns: readonly string[], rows: readonly (readonly Cell[])[]): Reading[] {
  return rows.slice(0, most).map((cells) => {
    const named = columns.map((name, index) => [labelOf(name), cells[index] ?? null] as const);
    return {
      ...plain,
      labels: Object.fromEntries(named.flatMap(([name, cell]) => (typeof cell === 'string' ? [[name, cell]] : []))),
      values: named.flatMap(([, cell]) => (typeof cell === 'number' ? [cell] : [])),
    };
  });
}
