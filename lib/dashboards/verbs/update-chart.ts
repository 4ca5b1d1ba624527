import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { findChart, toChart } from '@/lib/dashboards/documents/stored-chart';
import { savedChartSchema, type SavedChart } from '@/lib/model/saved-chart';

/** Replaces a saved chart; the last writer wins. Throws `invalid_input` and `not_found`. */
export async function updateChart(ctx: Context, input: { id: string; doc: unknown }): Promise<SavedChart> {
  authorize(ctx, 'dashboards:write');
  const doc = checkInput(savedChartSchema, input.doc);
  const change = { doc, updatedAt: ctx.clock.now() };
  return ctx.store.transaction(async (tx) => {
    const row = await findChart(tx, ctx, input.id);
    await tx.charts.update(row.workspaceId, row.id, change);
    await record(tx, ctx, { action: 'chart.update', target: `chart:${row.id}`, before: row.doc, after: doc });
    return toChart({ ...row, ...change });
  });
}
