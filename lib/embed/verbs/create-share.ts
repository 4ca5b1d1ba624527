import { z } from 'zod';
import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { hashApiKey } from '@/lib/auth/api-key';
import { hashPassword } from '@/lib/auth/password';
import { authorize } from '@/lib/auth/permissions';
import { randomKeyText } from '@/lib/auth/random-text';
import type { Context } from '@/lib/context';
import { invalidInput } from '@/lib/model/check-input';
import { parameterValuesSchema, type EmbedShareSummary } from '@/lib/model/embed';
import type { EmbedShare } from '@/lib/store/embed-ports';
import { resolveParameters } from '@/lib/embed/resolve-parameters';
import { findEmbed } from './find-embed';
import { shareSummary } from './summaries';

export const createShareInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  password: z.string().min(8, { message: 'at least 8 characters' }).max(200).nullable().default(null),
  /** Unix ms. */
  expiresAt: z.number().int().nullable().default(null),
  parameters: parameterValuesSchema.default({}),
});

/** `link`: the only time that its secret part is seen. */
export type CreatedShare = { share: EmbedShareSummary; link: string };
type Input = z.output<typeof createShareInput>;

/**
 * A link that opens an embed for whoever has it: 256 random bits, of which only a hash is kept. Locked parameters get their
 * values here. Throws `not_found`, `forbidden` and `invalid_input`.
 */
export async function createShare(
  ctx: Context,
  { embedId, ...input }: Input & { embedId: string },
): Promise<CreatedShare> {
  authorize(ctx, 'embeds:manage');
  const embed = await findEmbed(ctx.store, ctx, embedId);
  const now = ctx.clock.now();
  if (input.expiresAt !== null && input.expiresAt <= now)
    throw invalidInput([{ path: 'expiresAt', reason: 'this is over already' }]);
  const { parameters } = embed.settings;
  // A link that could never open says so now and not to its first visitor.
  resolveParameters({ parameters, given: input.parameters, asked: {}, by: 'share' });
  const secret = randomKeyText();
  const share: EmbedShare = {
    id: ctx.newId(),
    workspaceId: embed.workspaceId,
    embedId,
    name: input.name,
    hash: hashApiKey(secret),
    passwordHash: input.password === null ? null : await hashPassword(input.password),
    parameters: input.parameters,
    createdBy: await actorName(ctx.store, ctx),
    createdAt: now,
    expiresAt: input.expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  await ctx.store.transaction(async (tx) => {
    await tx.embedShares.insert(share);
    const { name, expiresAt } = share;
    const after = { embedId, name, expiresAt, hasPassword: share.passwordHash !== null, parameters: share.parameters };
    await record(tx, ctx, { action: 'embed_share.create', target: `embed_share:${share.id}`, after });
  });
  return {
    share: shareSummary(share),
    link: `${ctx.publicUrl}/embed/${embed.kind}s/${embed.resourceId}?share=${secret}`,
  };
}
