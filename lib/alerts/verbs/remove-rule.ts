import { endSeries, findForChange } from '@/lib/alerts/documents/stored-rule';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';

/**
 * Deletes a rule and resolves its open alerts; for 30 days it can be restored. Throws `not_found`, and `forbidden` for one that
 * comes from a file.
 */
export async function removeRule(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'rules:write');
  await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, id);
    await endSeries(tx, ctx, { row, reason: 'The rule was deleted' });
    await tx.rules.update(row.workspaceId, id, { deletedAt: ctx.clock.now(), dueAt: null });
    await record(tx, ctx, { action: 'rule.remove', target: `rule:${id}`, before: row.doc });
  });
}
