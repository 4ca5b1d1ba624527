import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from './database';
import type { EmbedShareStore } from './embed-ports';
import { embedShares } from './schema/embeds';

const one = (workspaceId: string, id: string) => and(eq(embedShares.workspaceId, workspaceId), eq(embedShares.id, id));

export function embedShareStore(db: Database): EmbedShareStore {
  return {
    async findByHash(hash) {
      const [row] = await db.select().from(embedShares).where(eq(embedShares.hash, hash));
      return row ?? null;
    },
    async find(workspaceId, id) {
      const [row] = await db.select().from(embedShares).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId, embedId) {
      return db
        .select()
        .from(embedShares)
        .where(and(eq(embedShares.workspaceId, workspaceId), eq(embedShares.embedId, embedId)))
        .orderBy(desc(embedShares.createdAt), desc(embedShares.id));
    },
    async insert(share) {
      await db.insert(embedShares).values(share);
    },
    async revoke(workspaceId, id, at) {
      const revoked = await db
        .update(embedShares)
        .set({ revokedAt: at })
        .where(and(one(workspaceId, id), isNull(embedShares.revokedAt)))
        .returning({ id: embedShares.id });
      return revoked.length > 0;
    },
    async touch(id, at) {
      await db.update(embedShares).set({ lastUsedAt: at }).where(eq(embedShares.id, id));
    },
  };
}
