import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchChart, toChart } from '@/lib/dashboards/documents/stored-chart';
import type { SavedChart } from '@/lib/model/saved-chart';

/** Undoes a deletion; a chart that is there stays as it is. Throws `not_found` when it was never there or is gone for good. */
export async function restoreChart(ctx: Context, { id }: { id: string }): Promise<SavedChart> {
  authorize(ctx, 'dashboards:write');
  return ctx.store.transaction(async (tx) => {
    const row = await tx.charts.find(ctx.actor.workspaceId, id);
    if (!row) throw noSuchChart();
    if (row.deletedAt === null) return toChart(row);
    await tx.charts.update(row.workspaceId, id, { deletedAt: null });
    await record(tx, ctx, { action: 'chart.restore', target: `chart:${id}`, after: row.doc });
    return toChart(row);
  });
}
