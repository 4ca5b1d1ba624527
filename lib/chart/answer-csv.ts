import type { AnswerData, Cell } from '@/lib/model/answer';
import { answerTable } from './answer-table';
import type { AnswerColumn } from './answer-table-types';
import { isoDay, isoMoment } from './format-time';

/**
 * An answer as CSV (RFC 4180: commas, CRLF, quotes doubled), times in ISO 8601 with the timezone's offset, no data as empty.
 * Texts that a spreadsheet would run as a formula get a leading apostrophe.
 */
export function answerCsv(data: AnswerData, { timezone }: { timezone: string }): string {
  const { columns, rows } = answerTable(data);
  const head = columns.map(({ name }) => field(harmless(name))).join(',');
  const lines = rows.map((row) => columns.map((column, index) => written(row[index], column, timezone)).join(','));
  return [head, ...lines].map((line) => `${line}\r\n`).join('');
}

function written(cell: Cell | undefined, { type, isDay }: AnswerColumn, timezone: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' && type === 'time') return isDay ? isoDay(cell) : isoMoment(cell, timezone);
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'boolean' ? String(cell) : field(harmless(cell));
}

/**
 * OWASP, CSV injection: these begin a formula, also behind blanks, which some programs cut off, and in the full width of East Asian
 * keyboards.
 */
function harmless(text: string): string {
  return /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(text) ? `'${text}` : text;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
