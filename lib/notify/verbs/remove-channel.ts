import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { channelRecord, noSuchChannel } from '@/lib/notify/sending/channel-of';
import { channelUsers } from '@/lib/notify/routing/channel-users';
import { readRouting } from '@/lib/notify/routing/read-routing';

/** Deletes a channel for good. Throws `not_found`, and `conflict` while the routing sends to it. */
export async function removeChannel(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'notifications:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const before = await tx.channels.find(workspaceId, id);
    if (!before) throw noSuchChannel();
    const users = channelUsers((await readRouting(tx, workspaceId)).routing, id);
    if (users.length > 0)
      throw new AppError('conflict', `This channel is in use by ${users.join(', ')}. Take it out there first.`);
    await tx.channels.remove(workspaceId, id);
    await record(tx, ctx, { action: 'channel.remove', target: `channel:${id}`, before: channelRecord(before) });
  });
}
