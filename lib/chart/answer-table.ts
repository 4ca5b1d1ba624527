import type {
  AnswerData,
  BreakdownData,
  DistributionData,
  DriversData,
  HeatmapData,
  SqlData,
  TableData,
  TotalData,
  TrendData,
} from '@/lib/model/answer';
import type { Unit } from '@/lib/model/panel';
import type { AnswerColumn, AnswerTable } from './answer-table-types';
import { funnelTable, pathsTable, retentionTable } from './journey-table';
import { weekdayNames } from './format-time';
import { isDay } from './sql-answer';

/**
 * Any answer as a plain table: for CSV, for the `table` chart and for readers who cannot see the picture. A trend has a row per
 * bucket and a column per series, all others a row per thing that they tell of. `null` is "no data" or "no value".
 */
export function answerTable(data: AnswerData): AnswerTable {
  switch (data.kind) {
    case 'total':
      return totalTable(data);
    case 'trend':
      return trendTable(data);
    case 'breakdown':
      return breakdownTable(data);
    case 'table':
      return eventsTable(data);
    case 'distribution':
      return distributionTable(data);
    case 'heatmap':
      return heatmapTable(data);
    case 'drivers':
      return driversTable(data);
    case 'funnel':
      return funnelTable(data);
    case 'retention':
      return retentionTable(data);
    case 'paths':
      return pathsTable(data);
    case 'sql':
      return sqlTable(data);
  }
}

const text = (name: string): AnswerColumn => ({ name, type: 'text' });
const number = (name: string, unit?: Unit): AnswerColumn => ({ name, type: 'number', ...(unit ? { unit } : {}) });

function totalTable({ values }: TotalData): AnswerTable {
  const hasPrevious = values.some(({ previous }) => previous !== undefined);
  return {
    columns: [text('Measure'), number('Value'), ...(hasPrevious ? [{ ...number('Previous'), previousOf: 1 }] : [])],
    rows: values.map(({ label, value, previous }) => [label, value, ...(hasPrevious ? [previous ?? null] : [])]),
  };
}

function trendTable({ buckets, series }: TrendData): AnswerTable {
  const columns: AnswerColumn[] = [{ name: 'Time', type: 'time' }];
  const values: (readonly (number | null)[])[] = [];
  for (const { label, previous, values: current } of series) {
    const name = label || 'Other';
    columns.push(number(name));
    values.push(current);
    if (!previous) continue;
    columns.push({ ...number(`${name} (previous)`), previousOf: columns.length - 1 });
    values.push(previous);
  }
  return { columns, rows: buckets.map((at, index) => [at, ...values.map((one) => one[index] ?? null)]) };
}

function breakdownTable({ dimensions, measures, rows }: BreakdownData): AnswerTable {
  const hasPrevious = rows.some(({ previous }) => previous !== undefined);
  const columns = dimensions.map(text);
  for (const name of measures) {
    columns.push(number(name));
    if (hasPrevious) columns.push({ ...number(`${name} (previous)`), previousOf: columns.length - 1 });
  }
  return {
    columns,
    rows: rows.map(({ group, values, previous, isOther }) => [
      ...dimensions.map((_, index) => (isOther ? (index === 0 ? 'Other' : null) : (group[index] ?? null))),
      ...measures.flatMap((_, index) => [values[index] ?? null, ...(hasPrevious ? [previous?.[index] ?? null] : [])]),
    ]),
  };
}

function eventsTable({ columns, rows }: TableData): AnswerTable {
  const shown = columns.flatMap((name, index) => (name === 'timestamp' ? [] : [{ name, index }]));
  const isNumeric = (index: number) => {
    const cells = rows.flatMap(({ cells: all }) => all[index] ?? []);
    return cells.length > 0 && cells.every((cell) => typeof cell === 'number');
  };
  return {
    columns: [
      { name: 'Time', type: 'time' },
      ...shown.map(({ name, index }) => (isNumeric(index) ? number(name, 'number') : text(name))),
    ],
    rows: rows.map(({ timestamp, cells }) => [timestamp, ...shown.map(({ index }) => cells[index] ?? null)]),
  };
}

function distributionTable({ bins, count }: DistributionData): AnswerTable {
  return {
    columns: [number('From'), number('To'), number('Count', 'count'), number('Share', 'percent')],
    rows: bins.map((bin) => [bin.from, bin.to, bin.count, count > 0 ? (bin.count / count) * 100 : null]),
  };
}

function heatmapTable({ label, cells }: HeatmapData): AnswerTable {
  return {
    columns: [text('Weekday'), text('Hour'), number(label)],
    rows: cells.flatMap((hours, day) =>
      hours.map((value, hour) => [weekdayNames[day] ?? '', `${String(hour).padStart(2, '0')}:00`, value]),
    ),
  };
}

function driversTable({ rows, isPerHour }: DriversData): AnswerTable {
  const rate = isPerHour ? ' per hour' : '';
  return {
    columns: [
      text('Field'),
      text('Value'),
      number(`Inside${rate}`),
      number(`Outside${rate}`),
      number('Share inside', 'percent'),
      number('Share outside', 'percent'),
      number('Effect'),
    ],
    rows: rows.map((row) => [
      row.field,
      row.value,
      row.inside,
      row.outside,
      row.insideShare * 100,
      row.outsideShare * 100,
      row.effect,
    ]),
  };
}

function sqlTable({ columns, rows }: SqlData): AnswerTable {
  return {
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type === 'number' || column.type === 'time' ? column.type : 'text',
      ...(isDay(column) ? { isDay: true } : {}),
    })),
    rows,
  };
}
