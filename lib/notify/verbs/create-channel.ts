import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Channel } from '@/lib/model/channel';
import { channelOf, channelRecord, nameTaken } from '@/lib/notify/sending/channel-of';
import { checkChannel } from '@/lib/notify/sending/check-channel';
import type { ChannelRow } from '@/lib/store/notify-ports';

/** Makes a channel. Throws `invalid_input`, and `conflict` when its name is taken. */
export async function createChannel(ctx: Context, input: unknown): Promise<Channel> {
  authorize(ctx, 'notifications:manage');
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const row: ChannelRow = {
    ...checkChannel(ctx, input),
    id: ctx.newId(),
    workspaceId,
    createdAt: now,
    updatedAt: now,
  };
  await ctx.store.transaction(async (tx) => {
    const others = await tx.channels.list(workspaceId);
    if (others.some(({ name }) => name === row.name)) throw nameTaken();
    await tx.channels.insert(row);
    await record(tx, ctx, { action: 'channel.create', target: `channel:${row.id}`, after: channelRecord(row) });
  });
  return channelOf(row);
}
