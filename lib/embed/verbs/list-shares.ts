import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { EmbedShareSummary } from '@/lib/model/embed';
import { findEmbed } from './find-embed';
import { shareSummary } from './summaries';

/** The links to an embed, newest first. Throws `not_found`. */
export async function listShares(ctx: Context, { embedId }: { embedId: string }): Promise<EmbedShareSummary[]> {
  authorize(ctx, 'embeds:manage');
  const embed = await findEmbed(ctx.store, ctx, embedId);
  return (await ctx.store.embedShares.list(embed.workspaceId, embedId)).map(shareSummary);
}
