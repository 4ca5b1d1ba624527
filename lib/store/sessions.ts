import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import type { SessionStore } from './account-ports';
import type { Database } from './database';
import { sessions } from './schema/accounts';

export function sessionStore(db: Database): SessionStore {
  return {
    async find(id) {
      const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
      return row ?? null;
    },
    async listOpen(userId, now) {
      return db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
        .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
        .limit(200);
    },
    async insert(session) {
      await db.insert(sessions).values(session);
    },
    async touch(id, at) {
      await db.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.id, id));
    },
    async revoke(userId, id, at) {
      const ended = await db
        .update(sessions)
        .set({ revokedAt: at })
        .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
        .returning({ id: sessions.id });
      return ended.length > 0;
    },
    async revokeAll(userId, { except, at }) {
      const ended = await db
        .update(sessions)
        .set({ revokedAt: at })
        .where(
          and(
            eq(sessions.userId, userId),
            isNull(sessions.revokedAt),
            except === null ? undefined : ne(sessions.id, except),
          ),
        )
        .returning({ id: sessions.id });
      return ended.map(({ id }) => id);
    },
    async listRevoked(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(inArray(sessions.id, [...ids]), isNotNull(sessions.revokedAt)));
      return rows.map(({ id }) => id);
    },
    async purge(before) {
      const gone = await db.delete(sessions).where(lte(sessions.expiresAt, before)).returning({ id: sessions.id });
      return gone.length;
    },
  };
}
