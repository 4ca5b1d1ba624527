import type { CommittedBatch } from '@/lib/live/batch';
import type { SpoolBatch } from '@/lib/spool/spool';
import { summaryIn, touchedName, type NameSummary } from './name-summary';
import { decodeRecord, type RecordHeader, type RecordTable } from './spool-record';

type Workspaces = Map<string, Map<string, NameSummary>>;
type Touched = Omit<CommittedBatch, 'sequence' | 'committedAt'>;

/** A batch of the spool as inserts, one for each table, and what it touches. */
export type BatchPlan = {
  inserts: { table: RecordTable; rows: Buffer; token: string }[];
  touched: Touched[];
  /** Rows of events. */
  events: number;
};

/** The token names the bytes in the spool: the same cut after a crash is the same insert. */
export function planBatch(batch: SpoolBatch): BatchPlan {
  const rows: Record<RecordTable, Buffer[]> = { events: [], rejected_events: [] };
  const workspaces: Workspaces = new Map();
  for (const record of batch.records) {
    const decoded = decodeRecord(record);
    rows[decoded.header.table].push(decoded.rows);
    if (decoded.header.table === 'events') addNames(workspaces, decoded.header);
  }
  const { from, to } = batch;
  const token = `spool-${from.segment}-${from.offset}-${to.offset}`;
  const inserts = (['events', 'rejected_events'] as const)
    .filter((table) => rows[table].length > 0)
    .map((table) => ({ table, token, rows: Buffer.concat(rows[table]) }));
  const touched = [...workspaces].map(([workspace, names]) => ({
    workspace,
    names: [...names].map(([name, summary]) => touchedName(name, summary)),
  }));
  const events = touched.reduce((sum, { names }) => sum + names.reduce((rowsOf, name) => rowsOf + name.rows, 0), 0);
  return { inserts, touched, events };
}

function addNames(workspaces: Workspaces, header: RecordHeader): void {
  const names = workspaces.get(header.workspace) ?? new Map<string, NameSummary>();
  workspaces.set(header.workspace, names);
  for (const [name, rows, from, to, spans = [{ from, to }]] of header.names) {
    const summary = summaryIn(names, name);
    summary.rows += rows;
    for (const span of spans) summary.times.add(span.from, span.to);
  }
}
