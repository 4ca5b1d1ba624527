import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { PersonDeletionStore } from './access-ports';
import type { Database } from './database';
import { personDeletions } from './schema/access';

export function personDeletionStore(db: Database): PersonDeletionStore {
  const newestFirst = [desc(personDeletions.requestedAt), desc(personDeletions.id)];
  return {
    async findByUser(workspaceId, userId) {
      const [row] = await db
        .select()
        .from(personDeletions)
        .where(and(eq(personDeletions.workspaceId, workspaceId), eq(personDeletions.userId, userId)))
        .orderBy(...newestFirst)
        .limit(1);
      return row ?? null;
    },
    async list(workspaceId, limit) {
      return db
        .select()
        .from(personDeletions)
        .where(eq(personDeletions.workspaceId, workspaceId))
        .orderBy(...newestFirst)
        .limit(limit);
    },
    async listUnfinished() {
      return db
        .select()
        .from(personDeletions)
        .where(ne(personDeletions.state, 'done'))
        .orderBy(asc(personDeletions.requestedAt), asc(personDeletions.id));
    },
    async insert(deletion) {
      await db.insert(personDeletions).values(deletion);
    },
    async update(id, change) {
      await db.update(personDeletions).set(change).where(eq(personDeletions.id, id));
    },
  };
}
