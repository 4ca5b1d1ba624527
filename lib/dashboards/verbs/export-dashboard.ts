import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { dashboardText } from '@/lib/dashboards/documents/dashboard-text';
import type { FileFormat } from '@/lib/model/parse-file-text';
import { noSuchDashboard } from '@/lib/dashboards/documents/stored-dashboard';

/** A dashboard as the text of a file that can be imported, provisioned and kept in git. Throws `not_found`. */
export async function exportDashboard(
  ctx: Context,
  { id, format }: { id: string; format: FileFormat },
): Promise<string> {
  authorize(ctx, 'dashboards:read');
  const row = await ctx.store.dashboards.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchDashboard();
  return dashboardText(row.doc, format);
}
