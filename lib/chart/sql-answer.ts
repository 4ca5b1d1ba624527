import type { AnswerData, BreakdownData, Cell, SqlData, TotalData, TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { PanelChart } from '@/lib/model/panel';
import { grains, type Grain } from '@/lib/time/grain';
import { grainMs } from './grain-ms';
import { instantOf } from './zone';

type Columns = { times: number[]; numbers: number[]; texts: number[]; others: number[] };

function columnsOf(data: SqlData): Columns {
  const columns: Columns = { times: [], numbers: [], texts: [], others: [] };
  data.columns.forEach(({ type }, index) => {
    if (type === 'time') columns.times.push(index);
    else if (type === 'number') columns.numbers.push(index);
    else if (type === 'text') columns.texts.push(index);
    else columns.others.push(index);
  });
  return columns;
}

/** Whether a column holds dates of the calendar, which come as their midnight in UTC. */
export const isDay = ({ engineType }: SqlData['columns'][number]): boolean => /\bDate(32)?\b/.test(engineType);

const timeCharts: readonly PanelChart[] = ['line', 'area', 'columns', 'stacked'];

/**
 * The charts that the rows of a statement can have, best first: over time when the first column is a time and the others are
 * numbers and at most one text, which names the series; bars of texts with numbers; a number for a single row of numbers.
 */
export function sqlShapes(data: SqlData): readonly PanelChart[] {
  const { times, numbers, texts, others } = columnsOf(data);
  if (numbers.length === 0 || others.length > 0) return ['table'];
  if (times.length === 1 && times[0] === 0 && texts.length <= 1) return [...timeCharts, 'table'];
  if (times.length > 0) return ['table'];
  if (texts.length === 0) return data.rows.length === 1 ? ['number', 'table'] : ['table'];
  return ['bars', 'table'];
}

type Drawn = { chart: PanelChart; timezone: string };

/**
 * The rows of a statement as the answer that the chart draws; undefined when they do not fit, see `sqlShapes`. Dates stand
 * where they begin on the clock of the timezone.
 */
export function sqlAnswer(data: SqlData, { chart, timezone }: Drawn): AnswerData | undefined {
  if (!sqlShapes(data).includes(chart)) return undefined;
  if (chart === 'bars') return breakdown(data);
  if (chart === 'number') return total(data);
  return timeCharts.includes(chart) ? trend(data, timezone) : undefined;
}

function numberOf(cell: Cell | undefined): Value {
  return typeof cell === 'number' ? cell : null;
}

function nameOf(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

function total(data: SqlData): TotalData {
  return {
    kind: 'total',
    values: data.columns.map(({ name }, index) => ({ label: name, value: numberOf(data.rows[0]?.[index]) })),
  };
}

function breakdown(data: SqlData): BreakdownData {
  const { numbers, texts } = columnsOf(data);
  const name = (index: number) => data.columns[index]?.name ?? '';
  return {
    kind: 'breakdown',
    dimensions: texts.map(name),
    measures: numbers.map(name),
    rows: data.rows.map((row) => ({
      group: texts.map((index) => nameOf(row[index])),
      values: numbers.map((index) => numberOf(row[index])),
    })),
  };
}

function trend(data: SqlData, timezone: string): TrendData {
  const { numbers, texts } = columnsOf(data);
  const [text] = texts;
  const [first] = data.columns;
  const instant = (time: number): number => (first && isDay(first) ? instantOf(time, timezone) : time);
  const rows = data.rows.flatMap((row) => (typeof row[0] === 'number' ? [{ at: instant(row[0]), row }] : []));
  const buckets = [...new Set(rows.map(({ at }) => at))].sort((a, b) => a - b);
  const places = new Map(buckets.map((at, index) => [at, index]));
  const series = new Map<string, TrendData['series'][number]>();
  for (const { at, row } of rows) {
    numbers.forEach((column, measure) => {
      const group = text === undefined ? [] : [nameOf(row[text])];
      const key = JSON.stringify([measure, ...group]);
      const known = series.get(key) ?? {
        key,
        label: seriesLabel(group[0], data.columns[column]?.name ?? '', numbers.length),
        measure,
        group,
        values: buckets.map((): Value => null),
      };
      series.set(key, known);
      known.values[places.get(at) ?? 0] = numberOf(row[column]);
    });
  }
  return { kind: 'trend', grain: grainOf(buckets), buckets, series: [...series.values()] };
}

function seriesLabel(text: string | null | undefined, column: string, columns: number): string {
  if (text === undefined) return column;
  const name = text ?? '(none)';
  return columns > 1 ? `${name} · ${column}` : name;
}

/** The widest grain that is no wider than the least distance of two times; a day of 23 hours is a day. */
function grainOf(times: readonly number[]): Grain {
  if (times.length < 2) return '1s';
  const least = times.reduce((gap, at, index) => Math.min(gap, at - (times[index - 1] ?? -Infinity)), Infinity);
  return grains.findLast((grain) => grainMs[grain] <= least * 1.05) ?? '1s';
}
