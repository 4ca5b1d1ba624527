import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { actorName } from '@/lib/audit/actor-name';
import { checkInput } from '@/lib/model/check-input';
import { toChart } from '@/lib/dashboards/documents/stored-chart';
import { savedChartSchema, type SavedChart } from '@/lib/model/saved-chart';

/** Keeps a question under a name. Throws `invalid_input` that names each fault. */
export async function createChart(ctx: Context, input: { doc: unknown }): Promise<SavedChart> {
  authorize(ctx, 'dashboards:write');
  const doc = checkInput(savedChartSchema, input.doc);
  const now = ctx.clock.now();
  return ctx.store.transaction(async (tx) => {
    const row = {
      id: ctx.newId(),
      workspaceId: ctx.actor.workspaceId,
      doc,
      createdBy: await actorName(tx, ctx),
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    await tx.charts.insert(row);
    await record(tx, ctx, { action: 'chart.create', target: `chart:${row.id}`, after: doc });
    return toChart(row);
  });
}
