import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Channel } from '@/lib/model/channel';
import { channelOf, channelRecord, nameTaken, noSuchChannel } from '@/lib/notify/sending/channel-of';
import { checkChannel } from '@/lib/notify/sending/check-channel';

/**
 * Replaces a channel; secrets that are not given stay, except when they would go to another server. Throws `not_found`,
 * `invalid_input`, and `conflict` when the name is taken.
 */
export async function updateChannel(
  ctx: Context,
  { id, channel: input }: { id: string; channel: unknown },
): Promise<Channel> {
  authorize(ctx, 'notifications:manage');
  const { workspaceId } = ctx.actor;
  return ctx.store.transaction(async (tx) => {
    const rows = await tx.channels.list(workspaceId);
    const before = rows.find((row) => row.id === id);
    if (!before) throw noSuchChannel();
    const change = { ...checkChannel(ctx, input, before), updatedAt: ctx.clock.now() };
    if (rows.some((row) => row.id !== id && row.name === change.name)) throw nameTaken();
    await tx.channels.update(workspaceId, id, change);
    const after = { ...before, ...change };
    await record(tx, ctx, {
      action: 'channel.update',
      target: `channel:${id}`,
      before: channelRecord(before),
      after: channelRecord(after),
    });
    return channelOf(after);
  });
}
