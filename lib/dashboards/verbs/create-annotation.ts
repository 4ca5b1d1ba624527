import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { actorName } from '@/lib/audit/actor-name';
import { checkAnnotation } from '@/lib/dashboards/documents/check-annotation';
import type { Annotation } from '@/lib/model/annotation';

/** Notes what happened at a time. Throws `invalid_input`, also when its dashboard does not exist. */
export async function createAnnotation(ctx: Context, input: unknown): Promise<Annotation> {
  authorize(ctx, 'annotations:write');
  return ctx.store.transaction(async (tx) => {
    const annotation: Annotation = {
      ...(await checkAnnotation(tx, ctx, input)),
      id: ctx.newId(),
      workspaceId: ctx.actor.workspaceId,
      createdBy: await actorName(tx, ctx),
      createdAt: ctx.clock.now(),
    };
    await tx.annotations.insert(annotation);
    const { text, at } = annotation;
    await record(tx, ctx, { action: 'annotation.create', target: `annotation:${annotation.id}`, after: { text, at } });
    return annotation;
  });
}
