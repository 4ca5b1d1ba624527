import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findEmbed } from './find-embed';

/** Ends an embed with its own keys and links; the chart or dashboard stays. Throws `not_found`. */
export async function removeEmbed(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'embeds:manage');
  await ctx.store.transaction(async (tx) => {
    const { name, kind, resourceId, settings } = await findEmbed(tx, ctx, id);
    await tx.embeds.remove(ctx.actor.workspaceId, id);
    const before = { name, kind, resourceId, settings };
    await record(tx, ctx, { action: 'embed.remove', target: `embed:${id}`, before });
  });
  ctx.embeds.changed();
}
