import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchKey } from './find-key';

/** Ends a key for good: what it signed opens nothing, and what is open ends within seconds. Throws `not_found`. */
export async function revokeEmbedKey(ctx: Context, { kid }: { kid: string }): Promise<void> {
  authorize(ctx, 'embeds:manage');
  await ctx.store.transaction(async (tx) => {
    if (!(await tx.embedKeys.revoke(ctx.actor.workspaceId, kid, ctx.clock.now()))) throw noSuchKey();
    await record(tx, ctx, { action: 'embed_key.revoke', target: `embed_key:${kid}` });
  });
  ctx.embeds.changed();
}
