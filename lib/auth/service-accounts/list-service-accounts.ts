import type { Context } from '@/lib/context';
import type { ServiceAccountView } from '@/lib/model/access';
import { authorize } from '../permissions';

/** The service accounts of the actor's workspace by name, each with its keys in use. */
export async function listServiceAccounts(ctx: Pick<Context, 'store' | 'actor'>): Promise<ServiceAccountView[]> {
  authorize(ctx, 'service_accounts:manage');
  const { workspaceId } = ctx.actor;
  const [accounts, keys] = await Promise.all([
    ctx.store.serviceAccounts.list(workspaceId),
    ctx.store.apiKeys.list(workspaceId),
  ]);
  return accounts.map(({ id, name, role, createdAt }) => {
    const own = keys.filter((key) => key.serviceAccountId === id);
    const used = own.map(({ lastUsedAt }) => lastUsedAt ?? 0);
    return {
      ...{ id, name, role, createdAt },
      lastUsedAt: Math.max(0, ...used) || null,
      keys: own
        .filter(({ revokedAt }) => revokedAt === null)
        .map((key) => ({
          id: key.id,
          name: key.name,
          prefix: key.prefix,
          scopes: key.scopes,
          lastUsedAt: key.lastUsedAt,
        })),
    };
  });
}
