import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { authorize } from '../permissions';
import { recordAccess } from '../record-access';

/** Ends an open invitation: its link stops working at once. Throws `not_found` when it is not open any more. */
export async function revokeInvitation(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  { id }: { id: string },
): Promise<void> {
  authorize(ctx, 'members:manage');
  await ctx.store.transaction(async (tx) => {
    const known = await tx.invitations.find(ctx.actor.workspaceId, id);
    if (known === null || !(await tx.invitations.revoke(ctx.actor.workspaceId, id, ctx.clock.now())))
      throw new AppError('not_found', 'There is no such open invitation in this workspace.');
    const { email, role } = known;
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'invitation.revoke',
      target: `invitation:${id}`,
      before: { email, role },
    });
  });
}
