import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findForChange, saveNext, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { AppError } from '@/lib/errors/app-error';
import type { Dashboard } from '@/lib/model/dashboard';

/** Saves an earlier state once more, as the newest version. Throws `not_found`, and `forbidden` for a provisioned dashboard. */
export async function restoreDashboardVersion(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const saved = await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, id);
    const found = await tx.dashboards.findVersion(row.workspaceId, id, version);
    if (!found) throw new AppError('not_found', `This dashboard has no version ${version}.`);
    const next = { doc: found.doc, note: `restored version ${version}`, action: 'restore_version' } as const;
    return saveNext(tx, ctx, { row, next });
  });
  return toDashboard(saved);
}
