import type { Context } from '@/lib/context';
import { summarizeApiKey, type ApiKeySummary } from './api-key';
import { authorize } from './permissions';

/** The keys of the actor's workspace, oldest first, revoked ones included. */
export async function listApiKeys(ctx: Pick<Context, 'store' | 'actor'>): Promise<ApiKeySummary[]> {
  authorize(ctx, 'keys:read');
  return (await ctx.store.apiKeys.list(ctx.actor.workspaceId)).map(summarizeApiKey);
}
