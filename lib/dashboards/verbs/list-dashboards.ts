import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { DashboardSummary } from '@/lib/model/dashboard';

/** The dashboards of the workspace, newest change first. */
export async function listDashboards(ctx: Context): Promise<DashboardSummary[]> {
  authorize(ctx, 'dashboards:read');
  return ctx.store.dashboards.list(ctx.actor.workspaceId, 'present');
}
