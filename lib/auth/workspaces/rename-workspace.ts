import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { authorize } from '../permissions';
import { recordAccess } from '../record-access';

/** Gives the actor's workspace another name. Its slug stays, so that links go on working. */
export async function renameWorkspace(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  { name }: { name: string },
): Promise<void> {
  authorize(ctx, 'workspace:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const known = await tx.workspaces.findForMembers(workspaceId);
    if (known === null) throw new AppError('not_found', 'This workspace was deleted.');
    await tx.workspaces.rename(workspaceId, name);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'workspace.rename',
      target: `workspace:${workspaceId}`,
      before: { name: known.name },
      after: { name },
    });
  });
}
