import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchAnnotation } from '@/lib/dashboards/documents/check-annotation';

/** Deletes an annotation for good; the audit log keeps what it said. Throws `not_found`. */
export async function removeAnnotation(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'annotations:write');
  await ctx.store.transaction(async (tx) => {
    const before = await tx.annotations.find(ctx.actor.workspaceId, id);
    if (!before) throw noSuchAnnotation();
    await tx.annotations.remove(ctx.actor.workspaceId, id);
    await record(tx, ctx, { action: 'annotation.remove', target: `annotation:${id}`, before });
  });
}
