import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { noSuchDelivery } from '@/lib/notify/sending/no-such-delivery';

/** Gives up a message that waits or could not be delivered. Throws `conflict` when it was sent or discarded, and `not_found`. */
export async function discardDelivery(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'notifications:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const before = await tx.deliveries.find(workspaceId, id);
    if (before === null) throw noSuchDelivery();
    if (!(await tx.deliveries.discard(workspaceId, id)))
      throw new AppError('conflict', before.status === 'sent' ? 'It was sent already.' : 'It was discarded already.');
    const { status, lastError, channelId } = before;
    await record(tx, ctx, {
      action: 'delivery.discard',
      target: `delivery:${id}`,
      before: { status, lastError, channelId },
    });
  });
}
