import { z } from 'zod';
import type { Context } from '@/lib/context';
import { scopeSchema } from '@/lib/model/actor';
import type { ApiKey } from '@/lib/store/store';
import { apiKeyPrefix, hashApiKey, newApiKeyText, summarizeApiKey, type ApiKeySummary } from './api-key';
import { authorize } from './permissions';
import { recordAccess } from './record-access';

export const createApiKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(3)
    .transform((scopes) => [...new Set(scopes)]),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

/** Makes a key of the actor's workspace. `key` is the only time that the key itself is seen. */
export async function createApiKey(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  input: CreateApiKeyInput,
): Promise<{ key: string; apiKey: ApiKeySummary }> {
  authorize(ctx, 'keys:manage');
  const key = newApiKeyText(input.scopes);
  const apiKey = apiKeyOf(key, {
    id: ctx.newId(),
    workspaceId: ctx.actor.workspaceId,
    createdAt: ctx.clock.now(),
    ...input,
  });
  await ctx.store.transaction(async (tx) => {
    await tx.apiKeys.insert(apiKey);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'api_key.create',
      target: `api_key:${apiKey.id}`,
      after: input,
    });
  });
  return { key, apiKey: summarizeApiKey(apiKey) };
}

/** The row of a key in clear text. */
export function apiKeyOf(
  key: string,
  fields: Pick<ApiKey, 'id' | 'workspaceId' | 'name' | 'scopes' | 'createdAt'>,
): ApiKey {
  return { ...fields, hash: hashApiKey(key), prefix: apiKeyPrefix(key), lastUsedAt: null, revokedAt: null };
}
