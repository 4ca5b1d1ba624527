import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findForChange } from '@/lib/dashboards/documents/stored-dashboard';

/** Deletes a dashboard; for 30 days it can be restored. Throws `not_found`, and `forbidden` for a provisioned one. */
export async function removeDashboard(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'dashboards:write');
  await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, id);
    await tx.dashboards.update(row.workspaceId, id, { deletedAt: ctx.clock.now() });
    await record(tx, ctx, { action: 'dashboard.remove', target: `dashboard:${id}`, before: { version: row.version } });
  });
}
