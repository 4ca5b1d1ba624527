import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readDoc } from '@/lib/dashboards/documents/read-doc';
import { noSuchDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { AppError } from '@/lib/errors/app-error';
import type { DashboardVersion } from '@/lib/model/dashboard';

/** One saved state of a dashboard. Throws `not_found`. */
export async function getDashboardVersion(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<DashboardVersion> {
  authorize(ctx, 'dashboards:read');
  const row = await ctx.store.dashboards.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchDashboard();
  const found = await ctx.store.dashboards.findVersion(ctx.actor.workspaceId, id, version);
  if (!found) throw new AppError('not_found', `This dashboard has no version ${version}.`);
  return { ...found, doc: readDoc(found.doc).doc };
}
