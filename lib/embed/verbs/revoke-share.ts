import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';

/** Ends a link for good; what it has open ends within seconds. Throws `not_found`. */
export async function revokeShare(ctx: Context, { id, embedId }: { id: string; embedId: string }): Promise<void> {
  authorize(ctx, 'embeds:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const share = await tx.embedShares.find(workspaceId, id);
    const isRevoked = share?.embedId === embedId && (await tx.embedShares.revoke(workspaceId, id, ctx.clock.now()));
    if (!isRevoked) throw new AppError('not_found', 'There is no such link in use to this embed.');
    await record(tx, ctx, { action: 'embed_share.revoke', target: `embed_share:${id}` });
  });
  ctx.embeds.changed();
}
