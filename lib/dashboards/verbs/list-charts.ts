import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { toChart } from '@/lib/dashboards/documents/stored-chart';
import type { SavedChart } from '@/lib/model/saved-chart';

/** The saved charts of the workspace, newest change first. */
export async function listCharts(ctx: Context): Promise<SavedChart[]> {
  authorize(ctx, 'dashboards:read');
  return (await ctx.store.charts.list(ctx.actor.workspaceId)).map(toChart);
}
