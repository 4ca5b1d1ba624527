import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import { randomKeyText } from '@/lib/auth/random-text';
import type { Context } from '@/lib/context';
import { invalidInput } from '@/lib/model/check-input';
import type { EmbedKeySummary } from '@/lib/model/embed';
import type { EmbedKey } from '@/lib/store/embed-ports';
import { findEmbed } from './find-embed';
import { keySummary } from './summaries';

const common = { name: z.string().trim().min(1).max(80), embedId: z.string().max(60).nullable().default(null) };
export const createEmbedKeyInput = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('HS256'), ...common }),
  z.strictObject({ algorithm: z.literal('EdDSA'), ...common, publicKey: z.string().min(1).max(2_000) }),
]);
export type CreateEmbedKeyInput = z.output<typeof createEmbedKeyInput>;

/** `secret`: of HS256, the only time that it is seen. */
export type CreatedKey = { key: EmbedKeySummary; secret: string | null };

/**
 * Makes a key that tokens are signed with: for HS256 a secret of 256 bits, for EdDSA the given public key, whose private half
 * never comes here. `embedId` keeps it to one embed. Throws `not_found` and `invalid_input`.
 */
export async function createEmbedKey(ctx: Context, input: CreateEmbedKeyInput): Promise<CreatedKey> {
  authorize(ctx, 'embeds:manage');
  if (input.embedId !== null) await findEmbed(ctx.store, ctx, input.embedId);
  const secret = input.algorithm === 'HS256' ? randomKeyText() : null;
  const key: EmbedKey = {
    kid: `ek_${ctx.newId()}`,
    workspaceId: ctx.actor.workspaceId,
    embedId: input.embedId,
    name: input.name,
    algorithm: input.algorithm,
    sealed: secret === null ? null : ctx.embeds.seal(secret),
    publicKey: input.algorithm === 'EdDSA' ? checkedPem(input.publicKey) : null,
    createdBy: await actorName(ctx.store, ctx),
    createdAt: ctx.clock.now(),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  };
  await ctx.store.transaction(async (tx) => {
    await tx.embedKeys.insert(key);
    const { name, algorithm, embedId } = key;
    const after = { name, algorithm, embedId };
    await record(tx, ctx, { action: 'embed_key.create', target: `embed_key:${key.kid}`, after });
  });
  ctx.embeds.changed();
  return { key: keySummary(key), secret };
}

function checkedPem(text: string): string {
  const reason = 'use an Ed25519 public key in PEM, as `openssl pkey -in key.pem -pubout` writes it';
  const fault = invalidInput([{ path: 'publicKey', reason }]);
  // A private key would be turned into its public half without a word, and would have been sent here for nothing.
  if (!text.includes('-----BEGIN PUBLIC KEY-----')) throw fault;
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    throw fault;
  }
  throw fault;
}
