import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { noSuchDelivery } from '@/lib/notify/sending/no-such-delivery';
import { wake } from '@/lib/wake/wake';

/**
 * Queues a message again that could not be delivered or was discarded, with the same idempotency key. Throws `conflict` when it waits or was
 * sent, and `not_found`.
 */
export async function resendDelivery(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'notifications:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const before = await tx.deliveries.find(workspaceId, id);
    if (before === null) throw noSuchDelivery();
    if (!(await tx.deliveries.requeue(workspaceId, id, ctx.clock.now())))
      throw new AppError(
        'conflict',
        before.status === 'sent' ? 'It was sent already.' : 'It waits to be sent already.',
      );
    const { status, lastError, channelId } = before;
    await record(tx, ctx, {
      action: 'delivery.resend',
      target: `delivery:${id}`,
      before: { status, lastError, channelId },
    });
  });
  wake('notifications');
}
