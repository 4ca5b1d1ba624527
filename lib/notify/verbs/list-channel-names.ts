import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { ChannelKind } from '@/lib/model/channel';

/** What everybody may know of a channel: where it goes is for those who manage it. */
export type ChannelName = { id: string; name: string; isEnabled: boolean; kind: ChannelKind };

/** The channels of the workspace by name, for those who read who is told of what. */
export async function listChannelNames(ctx: Context): Promise<ChannelName[]> {
  authorize(ctx, 'alerts:read');
  const rows = await ctx.store.channels.list(ctx.actor.workspaceId);
  return rows.map(({ id, name, isEnabled, settings }) => ({ id, name, isEnabled, kind: settings.kind }));
}
