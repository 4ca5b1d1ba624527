import type { RefusedRow } from '@/lib/ingest/insert-rows';
import type { BadRow, ImportJob } from '@/lib/model/import-job';
import { LineCounter } from './line-counter';
import { sampleOf } from './raw-row';

/**
 * Rows that only the engine refused, as bad rows. Where the row was is known from its id, unless the file gave ids of its
 * own; then the line is 0.
 */
export async function refusedRows(
  file: string,
  { job, refused }: { job: ImportJob; refused: RefusedRow[] },
): Promise<BadRow[]> {
  const lines = new LineCounter(file);
  const rows: BadRow[] = [];
  for (const { line, reason } of refused) {
    const text = line.toString('utf8').trim();
    const start = startOf(text, job.id);
    const number = start === null ? 0 : job.mapping?.format === 'parquet' ? start + 1 : await lines.lineAt(start);
    rows.push({ line: number, reason: `the engine refuses it: ${reason}`, sample: sampleOf(text) });
  }
  return rows;
}

function startOf(text: string, jobId: string): number | null {
  const { event_id: id } = JSON.parse(text) as { event_id: string };
  return id.startsWith(`${jobId}:`) ? Number(id.slice(jobId.length + 1)) : null;
}
