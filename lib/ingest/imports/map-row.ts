import type { EventInput } from '@/lib/model/event';
import type { ColumnMapping, ImportMapping } from '@/lib/model/import-job';
import { isInexact } from '@/lib/ingest/parse-json';
import { shownJson } from '@/lib/ingest/rejected-rows';
import { isNumberText } from './infer-mapping';
import { parseTime } from './parse-time';
import type { Cells } from './raw-row';

/** An event with its time in Unix ms. */
export type MappedEvent = EventInput & { id: string; timestamp: number };
export type MappedRow = { ok: true; event: MappedEvent } | { ok: false; reason: string };
export type RowMapper = (cells: Cells, fallback: { id: string; timestamp: number }) => MappedRow;

/** Thrown inside a row to leave it with a reason; never crosses this file. */
class BadCell extends Error {}

type Draft = MappedEvent & { properties: Record<string, unknown> };

/**
 * Makes the function that turns a row's cells into an event. Empty cells are left out. A cell that is needed (name, time,
 * value) and cannot be read makes the row bad; a property that does not fit its type is kept as it is, so that nothing is
 * lost. Columns that the mapping does not name are kept as properties.
 */
export function rowMapper(mapping: ImportMapping): RowMapper {
  const byColumn = new Map(mapping.columns.map((column) => [column.column, column]));
  const hasTime = mapping.columns.some(({ to }) => to === 'timestamp');
  return (cells, fallback) => {
    const draft: Draft = { name: mapping.eventName, id: fallback.id, timestamp: NaN, properties: {} };
    try {
      for (const key in cells) {
        const cell = cells[key];
        if (!isEmpty(cell)) place(draft, byColumn.get(key) ?? { column: key, to: 'property' }, { cell, mapping });
      }
    } catch (error) {
      if (error instanceof BadCell) return { ok: false, reason: error.message };
      throw error;
    }
    if (Number.isNaN(draft.timestamp)) {
      if (hasTime) return { ok: false, reason: 'has no time' };
      draft.timestamp = fallback.timestamp;
    }
    return { ok: true, event: draft };
  };
}

/** `\N` is how databases write NULL into text files. */
const isEmpty = (cell: unknown): boolean => cell === undefined || cell === null || cell === '' || cell === '\\N';

function place(
  draft: Draft,
  column: ColumnMapping,
  { cell, mapping }: { cell: unknown; mapping: ImportMapping },
): void {
  switch (column.to) {
    case 'skip':
      return;
    case 'property':
      return placeProperty(draft, column, { cell, timezone: mapping.timezone });
    case 'timestamp':
      draft.timestamp = timeOf(column, cell, mapping.timezone);
      return;
    case 'value':
      draft.value = numberOf(column, cell);
      return;
    case 'name':
      draft.name = plainText(column, cell);
      return;
    case 'id':
      draft.id = plainText(column, cell);
      return;
    case 'user':
      draft.userId = plainText(column, cell);
      return;
    case 'session':
      draft.sessionId = plainText(column, cell);
  }
}

function placeProperty(
  draft: Draft,
  column: ColumnMapping,
  { cell, timezone }: { cell: unknown; timezone: string },
): void {
  if (column.as === '*' && typeof cell === 'object' && !Array.isArray(cell) && !(cell instanceof Date)) {
    for (const [key, each] of Object.entries(cell as object)) setProperty(draft, key, each);
    return;
  }
  const name = column.as === undefined || column.as === '*' ? column.column : column.as;
  setProperty(draft, name, typed(cell, column.type, timezone));
}

/** An assignment to `__proto__` would set nothing and lose the value; as a property of its own it is refused with its name. */
function setProperty({ properties }: Draft, name: string, value: unknown): void {
  if (name !== '__proto__') properties[name] = value;
  else Object.defineProperty(properties, name, { value, enumerable: true, configurable: true });
}

function typed(cell: unknown, type: ColumnMapping['type'], timezone: string): unknown {
  if (type === 'time' || cell instanceof Date) {
    const ms = parseTime(cell, timezone);
    return ms === null || Math.abs(ms) > 8.64e15 ? cell : new Date(ms).toISOString();
  }
  if (typeof cell === 'string') return typedText(cell, type);
  return type === 'text' && ['number', 'boolean', 'bigint'].includes(typeof cell) ? String(cell) : cell;
}

function typedText(text: string, type: ColumnMapping['type']): unknown {
  // A number that is too long for a double keeps its digits as text.
  if (type === 'number' && isNumberText(text)) return isInexact(text.trim()) ? text.trim() : Number(text);
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function timeOf({ column }: ColumnMapping, cell: unknown, timezone: string): number {
  const ms = parseTime(cell, timezone);
  if (ms === null || Math.abs(ms) > 8.64e15) throw new BadCell(`${column}: "${shown(cell)}" is not a time`);
  return ms;
}

function numberOf({ column }: ColumnMapping, cell: unknown): number {
  const number = ['number', 'bigint'].includes(typeof cell) || isNumberText(cell) ? Number(cell) : NaN;
  if (!Number.isFinite(number)) throw new BadCell(`${column}: "${shown(cell)}" is not a number`);
  return number;
}

function plainText({ column, to }: ColumnMapping, cell: unknown): string {
  if (typeof cell === 'object' && !(cell instanceof Date))
    throw new BadCell(`${column}: a list or an object cannot be the ${to}`);
  return textOf(cell);
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? 'Invalid Date' : cell.toISOString();
  return typeof cell === 'bigint' ? String(cell) : shownJson(cell);
}

const shown = (cell: unknown): string => textOf(cell).slice(0, 60);
