import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { insertDashboard, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { dashboardDocSchema, type Dashboard } from '@/lib/model/dashboard';

/** Makes a dashboard. Throws `invalid_input` that names each fault of the document with its path. */
export async function createDashboard(ctx: Context, input: { doc: unknown }): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const doc = checkInput(dashboardDocSchema, input.doc);
  return toDashboard(await ctx.store.transaction((tx) => insertDashboard(tx, ctx, { doc, action: 'create' })));
}
