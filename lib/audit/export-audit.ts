import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { csvLine } from '@/lib/chart/csv-line';
import type { AuditFilter, AuditView } from '@/lib/model/audit';
import { listAudit } from './list-audit';

export const auditFormats = ['csv', 'ndjson'] as const;
type Format = (typeof auditFormats)[number];

const pageSize = 500;

/**
 * The whole log, or what of it the filter leaves, newest first, in pieces: memory does not grow with it. As CSV with one line
 * for the columns, texts that a spreadsheet would run as formulas made harmless; or one JSON object a line.
 */
export async function* exportAudit(
  ctx: Pick<Context, 'store' | 'actor'>,
  { format, filter }: { format: Format; filter: AuditFilter },
): AsyncGenerator<string, void, undefined> {
  authorize(ctx, 'audit:read');
  if (format === 'csv')
    yield csvLine(['time', 'actor_kind', 'actor_id', 'actor', 'action', 'target', 'before', 'after']);
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx, { ...filter, cursor, limit: pageSize });
    if (page.entries.length > 0) yield page.entries.map(format === 'csv' ? csvOf : jsonOf).join('');
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}

const timeOf = ({ at }: AuditView): string => new Date(at).toISOString();

const jsonOf = (entry: AuditView): string => `${JSON.stringify({ ...entry, at: timeOf(entry) })}\n`;

function csvOf(entry: AuditView): string {
  const { actor, actorId, actorName, action, target, before, after } = entry;
  return csvLine([timeOf(entry), actor, actorId, actorName, action, target, documentText(before), documentText(after)]);
}

const documentText = (value: unknown): string => (value === null ? '' : JSON.stringify(value));
