import { parseJson } from '@/lib/ingest/parse-json';
import type { RawRow, ReadOptions, RowReader } from './raw-row';
import { readLines, type Line } from './read-lines';

/** One JSON object a line; blank lines are passed over. */
export async function* readNdjson(options: ReadOptions): RowReader {
  for await (const lines of readLines(options)) {
    const rows = lines.filter(({ text }) => text === null || text.trim() !== '').map(parse);
    if (rows.length > 0) yield rows;
  }
}

function parse({ start, end, text, head, isValid }: Line): RawRow {
  const bad = (fault: string): RawRow => ({ start, end, cells: null, fault, text: text ?? head ?? '' });
  if (text === null) return bad('the line is longer than 1 MB');
  if (!isValid) return bad('the line is not valid UTF-8');
  try {
    const value = parseJson(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return bad('the line is not a JSON object');
    return { start, end, cells: value as Record<string, unknown> };
  } catch (error) {
    return bad(`not valid JSON: ${(error as Error).message}`);
  }
}
