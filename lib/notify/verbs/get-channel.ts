import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Channel } from '@/lib/model/channel';
import { channelOf, noSuchChannel } from '@/lib/notify/sending/channel-of';

/** One channel, without its secrets. Throws `not_found`. */
export async function getChannel(ctx: Context, { id }: { id: string }): Promise<Channel> {
  authorize(ctx, 'notifications:manage');
  const row = await ctx.store.channels.find(ctx.actor.workspaceId, id);
  if (!row) throw noSuchChannel();
  return channelOf(row);
}
