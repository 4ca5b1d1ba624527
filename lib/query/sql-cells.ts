import type { EngineTable } from '@/lib/engine/engine';
import type { Cell, SqlColumnType, SqlData } from '@/lib/model/answer';

const types: readonly (readonly [RegExp, SqlColumnType])[] = [
  [/^(U?Int|Float|BFloat|Decimal)/, 'number'],
  [/^Bool$/, 'boolean'],
  [/^(DateTime|DateTime64|Date|Date32)\b/, 'time'],
  [/^(String|FixedString|UUID|IPv4|IPv6|Enum)/, 'text'],
];

/** What the engine's type is to a reader; wrappers that only say how it is stored do not count. */
export function columnType(engineType: string): SqlColumnType {
  const bare = engineType.replace(/^(?:(?:Nullable|LowCardinality)\()+/, '');
  return types.find(([pattern]) => pattern.test(bare))?.[1] ?? 'other';
}

/** A table of the engine as an answer of at most `limit` rows: times as Unix ms, numbers as exact as they can be. */
export function shapeSql(table: EngineTable, limit: number): SqlData {
  const rows = table.rows.slice(0, limit);
  const columns = table.columns.map(({ name, type }, index) => {
    const known = columnType(type);
    // A property has the type of its values, row by row.
    const isMixed = known === 'other' && /^(Dynamic|Variant)\b/.test(type);
    return { name, engineType: type, type: isMixed ? mixedType(rows, index) : known };
  });
  return {
    kind: 'sql',
    columns,
    rows: rows.map((row) => columns.map(({ type }, index) => cellAs(type, row[index]))),
    isTruncated: table.rows.length > limit,
    bytesRead: table.bytesRead,
  };
}

/** The type that all values share. Integers of 64 bits come as texts, and so does a text of digits; both read as a number. */
function mixedType(rows: EngineTable['rows'], index: number): SqlColumnType {
  const values = rows.map((row) => row[index]).filter((value) => value !== null && value !== undefined);
  const all = (fits: (value: unknown) => boolean): boolean => values.length > 0 && values.every(fits);
  if (all((value) => typeof value === 'number' || isWholeNumber(value))) return 'number';
  if (all((value) => typeof value === 'boolean')) return 'boolean';
  return all((value) => typeof value === 'string') ? 'text' : 'other';
}

const isWholeNumber = (value: unknown): boolean => typeof value === 'string' && /^(0|-?[1-9]\d{0,18})$/.test(value);

function cellAs(type: SqlColumnType, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (type === 'number') return numberCell(value);
  if (type === 'time') {
    const time = typeof value === 'string' ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? null : time;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** A number that JavaScript cannot hold exactly stays a text; what is no number is no data. */
function numberCell(value: unknown): Cell {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : '';
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return null;
  const isWhole = /^-?\d+$/.test(text);
  return isWhole && !Number.isSafeInteger(number) ? text : number;
}
