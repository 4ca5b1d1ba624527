import type { AnswerData, Cell } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import type { Unit } from '@/lib/model/panel';
import type { Grain } from '@/lib/time/grain';
import { answerTable } from './answer-table';
import type { AnswerColumn, AnswerTable } from './answer-table-types';
import type { ChartInput, ModelBase } from './chart-input';
import { formatExact, noValue } from './format-number';
import { formatBucket, formatMoment, isoDay } from './format-time';
import { fieldName, partLabel } from './group-label';

export type TableColumn = {
  name: string;
  type: AnswerColumn['type'];
  unit: Unit;
  isDay?: boolean;
  bar?: { low: number; high: number };
};
/** What a click on a row picks. */
export type RowPick = { group: GroupKey } | { field: string; value: string | null };
export type TableRow = {
  /** Stable between refreshes, unless two rows are the same. */
  key: string;
  cells: Cell[];
  /** The cells as they are shown. */
  texts: string[];
  /** Per column, the value before. */
  previous: (Value | undefined)[];
  pick?: RowPick;
  /** Still filling. */
  isOpen?: boolean;
};
export type TableModel = ModelBase & {
  kind: 'table';
  timezone: string;
  columns: TableColumn[];
  rows: TableRow[];
  /** Which order the rows are in at first; as they come when absent. */
  sortedBy?: { column: number; isDescending: boolean };
  isTruncated: boolean;
};

/** Any answer as a table to look at: earlier values go into the cells that they belong to, numbers get bars. */
export function tableModel({ data, title, unit, timezone }: ChartInput): TableModel {
  const table = answerTable(data);
  const shown = table.columns.flatMap((column, index) => (column.previousOf === undefined ? [{ column, index }] : []));
  const before = new Map(
    table.columns.flatMap(({ previousOf }, index) => (previousOf === undefined ? [] : [[previousOf, index] as const])),
  );
  const columns = shown.map(({ column, index }): TableColumn => {
    const bar = column.type === 'number' && hasBars(data) ? extent(table, index) : undefined;
    const base = {
      name: fieldName(column.name),
      type: column.type,
      unit: column.unit ?? unit,
      ...(column.isDay ? { isDay: true } : {}),
    };
    return bar ? { ...base, bar } : base;
  });
  return {
    kind: 'table',
    title,
    unit,
    timezone,
    columns,
    isTruncated: data.kind === 'sql' && data.isTruncated,
    ...(data.kind === 'trend' ? { sortedBy: { column: 0, isDescending: true } } : {}),
    rows: table.rows.map((row, place): TableRow => {
      const cells = shown.map(({ index }) => row[index] ?? null);
      const pick = pickOf(data, place);
      const texts = cells.map((cell, index) =>
        cellText(cell, { column: columns[index], timezone, grain: grainOf(data, index) }),
      );
      return {
        key: pick ? JSON.stringify(pick) : String(place),
        cells,
        texts,
        previous: shown.map(({ index }) => earlier(row, before.get(index))),
        ...(pick ? { pick } : {}),
        ...(isOpen(data, place) ? { isOpen: true } : {}),
      };
    }),
  };
}

/** Bars compare rows; raw rows are not there to be compared. */
function hasBars({ kind }: AnswerData): boolean {
  return kind !== 'table' && kind !== 'total' && kind !== 'retention';
}

function extent({ rows, columns }: AnswerTable, index: number): { low: number; high: number } | undefined {
  if (rows.length < 2 || ['From', 'To', 'Step'].includes(columns[index]?.name ?? '')) return undefined;
  let [low, high] = [0, 0];
  for (const row of rows) {
    const cell = row[index];
    if (typeof cell !== 'number' || !Number.isFinite(cell)) continue;
    low = Math.min(low, cell);
    high = Math.max(high, cell);
  }
  return high > low ? { low, high } : undefined;
}

function earlier(row: readonly Cell[], index: number | undefined): Value | undefined {
  if (index === undefined) return undefined;
  const cell = row[index];
  return typeof cell === 'number' ? cell : null;
}

function pickOf(data: AnswerData, place: number): RowPick | undefined {
  if (data.kind === 'breakdown') {
    const row = data.rows[place];
    return row && !row.isOther ? { group: row.group } : undefined;
  }
  const driver = data.kind === 'drivers' ? data.rows[place] : undefined;
  return driver && { field: driver.field, value: driver.value };
}

function isOpen(data: AnswerData, place: number): boolean {
  return data.kind === 'trend' && data.openFrom !== undefined && (data.buckets[place] ?? 0) >= data.openFrom;
}

/** Times of a trend or a cohort are buckets; all others are moments. */
function grainOf(data: AnswerData, column: number): Grain | undefined {
  if (column !== 0) return undefined;
  if (data.kind === 'trend') return data.grain;
  return data.kind === 'retention' ? retentionGrains[data.period] : undefined;
}

export const retentionGrains = { day: '1d', week: '1w', month: '1M' } as const;

type CellForm = { column: TableColumn | undefined; timezone: string; grain: Grain | undefined };

function cellText(cell: Cell, { column, timezone, grain }: CellForm): string {
  if (typeof cell === 'boolean') return String(cell);
  if (column === undefined || column.type === 'text') return partLabel(cell === null ? null : String(cell));
  if (typeof cell !== 'number') return cell ?? noValue;
  if (column.type === 'number') return formatExact(cell, column.unit);
  if (column.isDay) return isoDay(cell);
  return grain ? formatBucket(cell, grain, timezone) : formatMoment(cell, timezone);
}

export type TableSort = { column: number; isDescending: boolean };

/** The rows in the order of a column; those without a value last, equal ones as they were. */
export function sortedRows(rows: readonly TableRow[], sort: TableSort | undefined): TableRow[] {
  if (!sort) return [...rows];
  const sign = sort.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, two] = [a.cells[sort.column] ?? null, b.cells[sort.column] ?? null];
    if (one === null || two === null) return Number(one === null) - Number(two === null);
    return sign * compare(one, two);
  });
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, two] = [String(a), String(b)];
  return one < two ? -1 : one > two ? 1 : 0;
}
