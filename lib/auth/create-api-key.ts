import type { z } from 'zod';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { apiKeyInputSchema } from '@/lib/model/access';
import type { Role } from '@/lib/model/actor';
import type { ApiKey } from '@/lib/store/store';
import { dayMs } from '@/lib/time/duration';
import { apiKeyPrefix, hashApiKey, newApiKeyText, summarizeApiKey, type ApiKeySummary } from './api-key';
import { authorize } from './permissions';
import { recordAccess } from './record-access';

export const createApiKeyInput = apiKeyInputSchema;
/** What has a default may be left out. */
export type CreateApiKeyInput = Pick<ApiKey, 'name' | 'scopes'> & Partial<z.output<typeof createApiKeyInput>>;

/**
 * Makes a key of the actor's workspace, which never does more than its maker may. `key` is the only time that the key itself
 * is seen. Throws `not_found` for a service account that is not there.
 */
export async function createApiKey(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  { name, scopes, expiresInDays = null, serviceAccountId = null }: CreateApiKeyInput,
): Promise<{ key: string; apiKey: ApiKeySummary }> {
  authorize(ctx, 'keys:manage');
  const { workspaceId } = ctx.actor;
  const key = newApiKeyText(scopes);
  const now = ctx.clock.now();
  const apiKey: ApiKey = {
    ...apiKeyOf(key, { id: ctx.newId(), workspaceId, name, scopes, createdAt: now }),
    role: roleOf(ctx),
    serviceAccountId,
    expiresAt: expiresInDays === null ? null : now + expiresInDays * dayMs,
  };
  await ctx.store.transaction(async (tx) => {
    if (serviceAccountId !== null && (await tx.serviceAccounts.find(workspaceId, serviceAccountId)) === null)
      throw new AppError('not_found', 'There is no such service account in this workspace');
    await tx.apiKeys.insert(apiKey);
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'api_key.create',
      target: `api_key:${apiKey.id}`,
      after: { name, scopes, expiresAt: apiKey.expiresAt, serviceAccountId },
    });
  });
  return { key, apiKey: summarizeApiKey(apiKey) };
}

function roleOf({ actor }: Pick<Context, 'actor'>): Role | null {
  return actor.kind === 'user' || actor.kind === 'key' ? (actor.role ?? null) : null;
}

/** The row of a key in clear text that has no end and nobody it is bound to. */
export function apiKeyOf(
  key: string,
  fields: Pick<ApiKey, 'id' | 'workspaceId' | 'name' | 'scopes' | 'createdAt'>,
): ApiKey {
  return {
    ...fields,
    hash: hashApiKey(key),
    prefix: apiKeyPrefix(key),
    role: null,
    serviceAccountId: null,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  };
}
