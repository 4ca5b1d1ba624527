import { createHmac } from 'node:crypto';
import { parseAccessLine } from './parse-access-line';
import type { RawRow, ReadOptions, RowReader } from './raw-row';
import { readLines, type Line } from './read-lines';
import { clientFamily } from './user-agent';

/**
 * An Apache or nginx access log, common or combined. `visitor` is a keyed hash of the address: it tells visitors apart
 * within a workspace without keeping addresses, and the same address has the same visitor in every log of the workspace.
 */
export async function* readAccessLog(options: ReadOptions, workspaceId: string): RowReader {
  const visitorOf = visitors(workspaceId);
  for await (const lines of readLines(options)) {
    const rows = lines.filter(({ text }) => text === null || text.trim() !== '').map((line) => parse(line, visitorOf));
    if (rows.length > 0) yield rows;
  }
}

function parse({ start, end, text, head }: Line, visitorOf: (ip: string) => string): RawRow {
  const bad = (fault: string): RawRow => ({ start, end, cells: null, fault, text: text ?? head ?? '' });
  if (text === null) return bad('the line is longer than 1 MB');
  const cells = parseAccessLine(text);
  if (cells === null) return bad('not a line of a common or combined access log');
  cells['visitor'] = visitorOf(String(cells['ip']));
  if (typeof cells['userAgent'] === 'string') Object.assign(cells, clientFamily(cells['userAgent']));
  return { start, end, cells };
}

function visitors(workspaceId: string): (ip: string) => string {
  const known = new Map<string, string>();
  return (ip) => {
    const found = known.get(ip);
    if (found !== undefined) return found;
    const hash = createHmac('sha256', workspaceId).update(ip).digest('hex').slice(0, 16);
    if (known.size > 50_000) known.clear();
    known.set(ip, hash);
    return hash;
  };
}
