import type { ImportFormat } from '@/lib/model/import-job';
import { parseAccessLine } from './parse-access-line';
import { headBytes } from './read-head';
import { bomLength } from './read-lines';

export type FormatGuess = { ok: true; format: ImportFormat } | { ok: false; reason: string };

/** Tells the format by content; the name decides nothing, because names lie and uploads often have none. */
export function inferFormat(head: Buffer): FormatGuess {
  if (head.length === 0) return { ok: false, reason: 'The file is empty.' };
  if (head.toString('latin1', 0, 4) === 'PAR1') return { ok: true, format: 'parquet' };
  if (['fffe', 'feff'].includes(head.toString('hex', 0, 2)))
    return { ok: false, reason: 'The file is UTF-16. Save it as UTF-8 and try again.' };
  return head.includes(0) ? { ok: false, reason: binaryReason(head) } : inferText(head);
}

function inferText(head: Buffer): FormatGuess {
  const lines = head
    .toString('utf8', bomLength(head))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const first = lines[0]?.trim();
  if (first === undefined) return { ok: false, reason: 'The file has no lines.' };
  if (first.startsWith('{')) return { ok: true, format: 'ndjson' };
  if (first.startsWith('['))
    return { ok: false, reason: 'The file is one JSON array. Write one object a line instead: jq -c ".[]" file.json' };
  if (head.length >= headBytes && !head.includes(0x0a))
    return {
      ok: false,
      reason: `The first line is longer than ${headBytes / 1024} KB, so that the columns cannot be told.`,
    };
  const hits = lines.filter((line) => parseAccessLine(line) !== null).length;
  return { ok: true, format: hits * 2 >= lines.length ? 'access-log' : 'csv' };
}

function binaryReason(head: Buffer): string {
  const magic = head.toString('hex', 0, 4);
  if (magic.startsWith('504b')) return 'The file is a ZIP archive or an Excel workbook. Unpack it, or save it as CSV.';
  if (magic.startsWith('1f8b')) return 'The file is compressed with gzip twice. Unpack it once and send that.';
  if (magic === '28b52ffd') return 'The file is compressed with zstd. Unpack it first.';
  return 'The file is binary. CSV, NDJSON, Parquet and Apache or nginx access logs can be imported.';
}
