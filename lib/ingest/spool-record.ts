import { AppError } from '@/lib/errors/app-error';
import type { Span } from '@/lib/time/spans';
import { touchedName, type NameSummary } from './name-summary';

export type RecordTable = 'events' | 'rejected_events';

/**
 * What a record of the spool is about, so that a flush need not read its rows: the table, the workspace and, for
 * events, `[name, rows, min timestamp, max timestamp]` each, with the stretches of time where the events lie apart.
 */
export type RecordHeader = {
  table: RecordTable;
  workspace: string;
  names: [name: string, rows: number, from: number, to: number, spans?: readonly Span[]][];
};

/** One JSON line of header, then the rows, one JSON line each. */
export function encodeRecord(header: RecordHeader, lines: readonly string[]): Buffer {
  const head = `${JSON.stringify(header)}\n`;
  // A unit of a string has at most three bytes. Each line is put together of pieces; writing it while it is fresh costs a
  // third of joining them all first.
  const most = lines.reduce((sum, line) => sum + line.length * 3 + 1, head.length * 3);
  const record = Buffer.allocUnsafe(most);
  let end = record.write(head);
  for (const line of lines) {
    end += record.write(line, end);
    record[end] = 0x0a;
    end += 1;
  }
  return record.subarray(0, end);
}

export function decodeRecord(record: Buffer): { header: RecordHeader; rows: Buffer } {
  const newline = record.indexOf(0x0a);
  if (newline === -1) throw new AppError('internal', 'A record of the spool has no header.');
  const header = JSON.parse(record.toString('utf8', 0, newline)) as RecordHeader;
  return { header, rows: record.subarray(newline + 1) };
}

export function headerOfEvents(workspace: string, names: Map<string, NameSummary>): RecordHeader {
  const list = [...names].map(([name, summary]): RecordHeader['names'][number] => {
    const { rows, minTimestamp, maxTimestamp, spans } = touchedName(name, summary);
    return spans === undefined
      ? [name, rows, minTimestamp, maxTimestamp]
      : [name, rows, minTimestamp, maxTimestamp, spans];
  });
  return { table: 'events', workspace, names: list };
}
