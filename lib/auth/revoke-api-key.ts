import { z } from 'zod';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { authorize } from './permissions';
import { recordAccess } from './record-access';

export const revokeApiKeyInput = z.strictObject({ id: z.string().min(1).max(60) });

/** Ends a key for good; every replica refuses it within five seconds. Throws `not_found` when it is unknown or ended. */
export async function revokeApiKey(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  { id }: z.output<typeof revokeApiKeyInput>,
): Promise<void> {
  authorize(ctx, 'keys:manage');
  await ctx.store.transaction(async (tx) => {
    const known = (await tx.apiKeys.list(ctx.actor.workspaceId)).find((key) => key.id === id);
    const revoked = await tx.apiKeys.revoke(ctx.actor.workspaceId, id, ctx.clock.now());
    if (!revoked) throw new AppError('not_found', 'There is no such key in use in this workspace');
    const before = known && { name: known.name, scopes: known.scopes, prefix: known.prefix };
    await recordAccess(tx, ctx, { actor: ctx.actor, action: 'api_key.revoke', target: `api_key:${id}`, before });
  });
}
