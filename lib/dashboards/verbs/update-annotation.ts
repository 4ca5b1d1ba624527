import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkAnnotation, noSuchAnnotation } from '@/lib/dashboards/documents/check-annotation';
import type { Annotation } from '@/lib/model/annotation';

/** Replaces an annotation. Throws `invalid_input` and `not_found`. */
export async function updateAnnotation(
  ctx: Context,
  { id, annotation: input }: { id: string; annotation: unknown },
): Promise<Annotation> {
  authorize(ctx, 'annotations:write');
  return ctx.store.transaction(async (tx) => {
    const before = await tx.annotations.find(ctx.actor.workspaceId, id);
    if (!before) throw noSuchAnnotation();
    const { createdBy, createdAt } = before;
    const change = { ...(await checkAnnotation(tx, ctx, input)), createdBy, createdAt };
    await tx.annotations.update(ctx.actor.workspaceId, id, change);
    await record(tx, ctx, { action: 'annotation.update', target: `annotation:${id}`, before, after: change });
    return { ...before, ...change };
  });
}
