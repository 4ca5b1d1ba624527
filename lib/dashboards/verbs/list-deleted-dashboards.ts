import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { DashboardSummary } from '@/lib/model/dashboard';

/** The dashboards that were deleted and can still be restored, see `purgeDeleted`. */
export async function listDeletedDashboards(ctx: Context): Promise<DashboardSummary[]> {
  authorize(ctx, 'dashboards:read');
  return ctx.store.dashboards.list(ctx.actor.workspaceId, 'deleted');
}
