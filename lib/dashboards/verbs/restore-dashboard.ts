import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchDashboard, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import type { Dashboard } from '@/lib/model/dashboard';

/**
 * Undoes a deletion; one that is there stays as it is. A dashboard whose file was taken away comes back as one of the
 * portal's own. Throws `not_found` when it was never there or is gone for good.
 */
export async function restoreDashboard(ctx: Context, { id }: { id: string }): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const restored = await ctx.store.transaction(async (tx) => {
    const row = await tx.dashboards.findForChange(ctx.actor.workspaceId, id);
    if (!row) throw noSuchDashboard();
    if (row.deletedAt === null) return row;
    const change = { deletedAt: null, provisionedFrom: null };
    await tx.dashboards.update(row.workspaceId, id, change);
    await record(tx, ctx, { action: 'dashboard.restore', target: `dashboard:${id}`, after: { version: row.version } });
    return { ...row, ...change };
  });
  return toDashboard(restored);
}
