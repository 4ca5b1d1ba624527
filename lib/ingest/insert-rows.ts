import type { Services } from '@/lib/context';
import { isAppError, type AppError } from '@/lib/errors/app-error';
import type { RecordTable } from './spool-record';

export type RefusedRow = { line: Buffer; reason: string };

export type RowInsert = {
  table: RecordTable;
  rows: Buffer;
  token: string;
  /** How often this insert has failed before. */
  attempt: number;
};

/** ClickHouse error codes that blame the rows: what cannot be parsed, converted or is out of range. */
const rowCodes = new Set('6 7 25 26 27 33 38 41 53 69 70 72 117 130 131 190 321 349 407 467'.split(' '));
/** Codes that no change of rows would cure: missing tables, columns, rights, memory, space, too many parts. */
const engineCodes = new Set(
  '16 47 60 74 75 76 81 88 115 164 192 193 194 241 242 243 252 319 497 516 999 1000 1001'.split(' '),
);
/** An unknown refusal may pass by itself; after so many tries the rows are blamed, so that they block nobody forever. */
const patience = 5;

/**
 * Inserts rows; when the engine refuses some of them, halves the rest until only the bad ones are left and returns those.
 * Each part has a token made from its place, so doing it all again after a crash inserts nothing twice.
 * Throws AppError engine_unavailable or engine_timeout, and query_rejected when the rows are not to blame.
 */
export async function insertRows(engine: Services['engine'], insert: RowInsert): Promise<RefusedRow[]> {
  const refused = await insertPart(engine, insert);
  return refused === null
    ? []
    : await insertHalves(engine, insert, { lines: splitLines(insert.rows), reason: refused, first: 0 });
}

/** Null when the rows are in, else why they are refused. */
async function insertPart(
  engine: Services['engine'],
  { table, rows, token, attempt }: RowInsert,
): Promise<string | null> {
  try {
    await engine.insert({ table, rows, token });
    return null;
  } catch (error) {
    if (isAppError(error) && blamesRows(error, attempt)) return error.message;
    throw error;
  }
}

function blamesRows(error: AppError, attempt: number): boolean {
  if (error.code !== 'query_rejected') return false;
  const { detail } = error;
  const code = typeof detail === 'object' && detail !== null && 'code' in detail ? String(detail.code) : '';
  return rowCodes.has(code) || (!engineCodes.has(code) && attempt >= patience);
}

type Part = { lines: Buffer[]; reason: string; first: number };

async function insertHalves(
  engine: Services['engine'],
  insert: RowInsert,
  { lines, reason, first }: Part,
): Promise<RefusedRow[]> {
  const only = lines[0];
  if (only === undefined) return [];
  if (lines.length === 1) return [{ line: only, reason }];
  const middle = Math.ceil(lines.length / 2);
  const bad: RefusedRow[] = [];
  for (const [start, end] of [
    [0, middle],
    [middle, lines.length],
  ] as const) {
    const half = lines.slice(start, end);
    const token = `${insert.token}/${first + start}+${half.length}`;
    const refused = await insertPart(engine, { ...insert, token, rows: Buffer.concat(half) });
    if (refused !== null)
      bad.push(...(await insertHalves(engine, insert, { lines: half, reason: refused, first: first + start })));
  }
  return bad;
}

/** Each with its line break. */
function splitLines(rows: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < rows.length;) {
    const newline = rows.indexOf(0x0a, start);
    const end = newline === -1 ? rows.length : newline + 1;
    lines.push(rows.subarray(start, end));
    start = end;
  }
  return lines;
}
