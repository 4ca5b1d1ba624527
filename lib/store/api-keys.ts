import { and, asc, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { Database } from './database';
import { serviceAccounts } from './schema/access';
import { apiKeys } from './schema/api-keys';
import type { ApiKeyStore } from './store';

export function apiKeyStore(db: Database): ApiKeyStore {
  return {
    async findByHash(hash) {
      const [row] = await db
        .select({ ...getTableColumns(apiKeys), accountRole: serviceAccounts.role })
        .from(apiKeys)
        .leftJoin(
          serviceAccounts,
          and(eq(serviceAccounts.id, apiKeys.serviceAccountId), eq(serviceAccounts.workspaceId, apiKeys.workspaceId)),
        )
        .where(eq(apiKeys.hash, hash));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(apiKeys)
        .where(eq(apiKeys.workspaceId, workspaceId))
        .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
    },
    async insert(key) {
      await db.insert(apiKeys).values(key);
    },
    async revoke(workspaceId, id, at) {
      const revoked = await db
        .update(apiKeys)
        .set({ revokedAt: at })
        .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
        .returning({ id: apiKeys.id });
      return revoked.length > 0;
    },
    async revokeOfAccount(workspaceId, serviceAccountId, at) {
      const revoked = await db
        .update(apiKeys)
        .set({ revokedAt: at })
        .where(
          and(
            eq(apiKeys.workspaceId, workspaceId),
            eq(apiKeys.serviceAccountId, serviceAccountId),
            isNull(apiKeys.revokedAt),
          ),
        )
        .returning({ id: apiKeys.id });
      return revoked.map(({ id }) => id);
    },
    async touch(id, at) {
      await db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id));
    },
  };
}
