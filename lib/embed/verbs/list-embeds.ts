import { toEmbed } from '@/lib/embed/access/look-up';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Embed } from '@/lib/model/embed';

/** The embeds of the workspace, newest change first. */
export async function listEmbeds(ctx: Context): Promise<Embed[]> {
  authorize(ctx, 'embeds:manage');
  return (await ctx.store.embeds.list(ctx.actor.workspaceId)).map((row) => toEmbed(row));
}
