import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { keepUnreadable } from '@/lib/dashboards/documents/keep-unreadable';
import { findForChange, saveNext, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { AppError } from '@/lib/errors/app-error';
import { dashboardDocSchema, type Dashboard } from '@/lib/model/dashboard';
import type { DashboardRow } from '@/lib/store/store';

export type SaveDashboardInput = {
  id: string;
  doc: unknown;
  /** The version that it was made from. */
  version: number;
  /** What was done, in words. */
  note?: string | undefined;
};

/**
 * Saves the next version. Throws `conflict`, naming who and when, when another one was saved since `version`;
 * `forbidden` for a provisioned dashboard; `invalid_input`; `not_found`.
 */
export async function saveDashboard(ctx: Context, input: SaveDashboardInput): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const doc = checkInput(dashboardDocSchema, input.doc);
  const saved = await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, input.id);
    if (row.version !== input.version) throw savedMeanwhile(row);
    const next = { doc: keepUnreadable(doc, row.doc), note: input.note ?? null, action: 'save' } as const;
    return saveNext(tx, ctx, { row, next });
  });
  return toDashboard(saved);
}

function savedMeanwhile({ version, updatedBy, updatedAt }: DashboardRow): AppError {
  const at = `${new Date(updatedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new AppError(
    'conflict',
    `${updatedBy} saved version ${version} of this dashboard at ${at}. Reload it and make your change again, or save yours as a copy.`,
    { fields: [{ path: 'version', reason: `The saved version is ${version}` }] },
  );
}
