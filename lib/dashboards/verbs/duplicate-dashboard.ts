import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { insertDashboard, noSuchDashboard, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { dashboardDocSchema, type Dashboard } from '@/lib/model/dashboard';

const maxTitle = 120;

/** A copy of a dashboard, called "Copy of …" when not told otherwise; the way to change a provisioned one. Throws `not_found`. */
export async function duplicateDashboard(
  ctx: Context,
  input: { id: string; title?: string | undefined },
): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const copy = await ctx.store.transaction(async (tx) => {
    const row = await tx.dashboards.find(ctx.actor.workspaceId, input.id);
    if (!row || row.deletedAt !== null) throw noSuchDashboard();
    const { doc } = toDashboard(row);
    const title = input.title ?? `Copy of ${doc.title}`.slice(0, maxTitle);
    const copied = checkInput(dashboardDocSchema, { ...doc, title });
    return insertDashboard(tx, ctx, { doc: copied, action: 'duplicate' });
  });
  return toDashboard(copy);
}
