import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { dayMs } from '@/lib/time/duration';
import { createEmbedKey, type CreatedKey } from './create-embed-key';
import { findKey } from './find-key';

/** The old key opens embeds for this long beside the new one: as long as the longest token it may have signed. */
const overlapMs = dayMs;

/** A new secret in the place of a key's, which goes on for a day, so that pages can be moved over. Throws `not_found`. */
export async function rotateEmbedKey(ctx: Context, { kid }: { kid: string }): Promise<CreatedKey> {
  authorize(ctx, 'embeds:manage');
  const old = await findKey(ctx.store, ctx, kid);
  if (old.algorithm !== 'HS256')
    throw new AppError('invalid_input', 'Make a new key with the new public key, then end the old one.');
  const { name, embedId } = old;
  const made = await createEmbedKey(ctx, { algorithm: 'HS256', name, embedId });
  const expiresAt = ctx.clock.now() + overlapMs;
  await ctx.store.transaction(async (tx) => {
    await tx.embedKeys.expire(ctx.actor.workspaceId, kid, expiresAt);
    const after = { expiresAt, replacedBy: made.key.kid };
    await record(tx, ctx, { action: 'embed_key.rotate', target: `embed_key:${kid}`, after });
  });
  ctx.embeds.changed();
  return made;
}
