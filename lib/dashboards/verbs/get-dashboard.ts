import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchDashboard, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import type { Dashboard } from '@/lib/model/dashboard';

/** A dashboard; what of it cannot be read any more is said in place and in `faults`. Throws `not_found`. */
export async function getDashboard(ctx: Context, { id }: { id: string }): Promise<Dashboard> {
  authorize(ctx, 'dashboards:read');
  const row = await ctx.store.dashboards.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchDashboard();
  return toDashboard(row);
}
