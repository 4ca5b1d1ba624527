import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from './database';
import type { EmbedKeyStore } from './embed-ports';
import { embedKeys } from './schema/embeds';

const one = (workspaceId: string, kid: string) => and(eq(embedKeys.workspaceId, workspaceId), eq(embedKeys.kid, kid));

export function embedKeyStore(db: Database): EmbedKeyStore {
  return {
    async find(kid) {
      const [row] = await db.select().from(embedKeys).where(eq(embedKeys.kid, kid));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(embedKeys)
        .where(eq(embedKeys.workspaceId, workspaceId))
        .orderBy(asc(embedKeys.createdAt), asc(embedKeys.kid));
    },
    async insert(key) {
      await db.insert(embedKeys).values(key);
    },
    async revoke(workspaceId, kid, at) {
      const revoked = await db
        .update(embedKeys)
        .set({ revokedAt: at })
        .where(and(one(workspaceId, kid), isNull(embedKeys.revokedAt)))
        .returning({ kid: embedKeys.kid });
      return revoked.length > 0;
    },
    async expire(workspaceId, kid, at) {
      await db.update(embedKeys).set({ expiresAt: at }).where(one(workspaceId, kid));
    },
    async setSealed(workspaceId, kid, sealed) {
      await db.update(embedKeys).set({ sealed }).where(one(workspaceId, kid));
    },
    async touch(kid, at) {
      await db.update(embedKeys).set({ lastUsedAt: at }).where(eq(embedKeys.kid, kid));
    },
  };
}
