import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { shownJson } from '@/lib/ingest/rejected-rows';
import type { ImportMapping } from '@/lib/model/import-job';
import type { ImportPreview, PreviewRow } from '@/lib/model/import-preview';
import { findImport } from './find-import';
import { importFile, importFileSize } from './import-file';
import { sampleCells } from './inspect-file';
import { BatchBuilder } from './import-batch';
import { rowMapper, type MappedEvent } from './map-row';
import { writeJson } from '@/lib/ingest/write-json';
import type { Cells } from './raw-row';

const previewRows = 20;
const valuesPerColumn = 3;

/** The columns with some of their values, and the first rows as they would be stored under this mapping. */
export async function previewImport(
  ctx: Context,
  input: { id: string; mapping?: ImportMapping | undefined },
): Promise<ImportPreview> {
  authorize(ctx, 'imports:read');
  const job = await findImport(ctx, input.id);
  const mapping = input.mapping ?? job.mapping;
  if (mapping === null || (await importFileSize(ctx, job.id)) === null)
    throw new AppError('conflict', 'The file of this import is no longer here.');
  const { workspaceId, createdAt } = job;
  const cells = await sampleCells(importFile(ctx, job.id), { format: mapping.format, workspaceId }, previewRows);
  const mapRow = rowMapper(mapping);
  const rows = cells.map((each): PreviewRow => {
    const mapped = mapRow(each, { id: 'preview', timestamp: createdAt });
    if (!mapped.ok) return mapped;
    const builder = new BatchBuilder({ workspace: workspaceId, receivedAt: createdAt });
    const reason = builder.add(mapped.event);
    return reason === null ? { ok: true, event: shownEvent(mapped.event) } : { ok: false, reason };
  });
  return { mapping, columns: mapping.columns.map(({ column }) => ({ column, values: valuesOf(cells, column) })), rows };
}

const shownEvent = ({ name, timestamp, userId, sessionId, value, properties }: MappedEvent) => ({
  name,
  timestamp,
  user: userId ?? '',
  session: sessionId ?? '',
  value: value ?? null,
  // As it will be stored: numbers that are too long for a double become texts.
  properties: properties === undefined ? {} : (JSON.parse(writeJson(properties)) as Record<string, unknown>),
});

function valuesOf(cells: Cells[], column: string): string[] {
  const values = new Set<string>();
  for (const each of cells) {
    const value = each[column];
    if (value === undefined || value === null || value === '') continue;
    const text = typeof value === 'string' ? value : value instanceof Date ? shownTime(value) : shownJson(value);
    values.add(text.slice(0, 80));
    if (values.size >= valuesPerColumn) break;
  }
  return [...values];
}

const shownTime = (time: Date): string => (Number.isNaN(time.getTime()) ? 'Invalid Date' : time.toISOString());
