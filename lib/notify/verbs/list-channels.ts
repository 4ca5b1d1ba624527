import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Channel } from '@/lib/model/channel';
import { channelOf } from '@/lib/notify/sending/channel-of';

/** The channels of the workspace by name, without their secrets. */
export async function listChannels(ctx: Context): Promise<Channel[]> {
  authorize(ctx, 'notifications:manage');
  const rows = await ctx.store.channels.list(ctx.actor.workspaceId);
  return rows.map(channelOf);
}
