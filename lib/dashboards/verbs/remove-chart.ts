import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findChart } from '@/lib/dashboards/documents/stored-chart';

/** Deletes a saved chart; for 30 days it can be restored. Dashboards keep their copies. Throws `not_found`. */
export async function removeChart(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'dashboards:write');
  await ctx.store.transaction(async (tx) => {
    const row = await findChart(tx, ctx, id);
    await tx.charts.update(row.workspaceId, id, { deletedAt: ctx.clock.now() });
    await record(tx, ctx, { action: 'chart.remove', target: `chart:${id}`, before: row.doc });
  });
}
