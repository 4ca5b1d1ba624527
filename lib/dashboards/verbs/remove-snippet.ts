import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';

/** Deletes a kept statement for good; the audit log keeps it. Throws `not_found`. */
export async function removeSnippet(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'dashboards:write');
  await ctx.store.transaction(async (tx) => {
    const before = await tx.snippets.find(ctx.actor.workspaceId, id);
    if (!before) throw new AppError('not_found', 'There is no such snippet in this workspace.');
    await tx.snippets.remove(ctx.actor.workspaceId, id);
    await record(tx, ctx, { action: 'snippet.remove', target: `snippet:${id}`, before });
  });
}
