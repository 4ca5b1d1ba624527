import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { EmbedKeySummary } from '@/lib/model/embed';
import { keySummary } from './summaries';

/** The keys of the workspace, also those that have ended, so that a `kid` in a log can still be explained. */
export async function listEmbedKeys(ctx: Context): Promise<EmbedKeySummary[]> {
  authorize(ctx, 'embeds:manage');
  return (await ctx.store.embedKeys.list(ctx.actor.workspaceId)).map(keySummary);
}
