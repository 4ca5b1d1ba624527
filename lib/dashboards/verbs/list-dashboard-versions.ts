import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import type { DashboardVersionSummary } from '@/lib/model/dashboard';

/** The saved states of a dashboard, newest first. Throws `not_found`. */
export async function listDashboardVersions(ctx: Context, { id }: { id: string }): Promise<DashboardVersionSummary[]> {
  authorize(ctx, 'dashboards:read');
  const row = await ctx.store.dashboards.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchDashboard();
  return ctx.store.dashboards.listVersions(ctx.actor.workspaceId, id);
}
