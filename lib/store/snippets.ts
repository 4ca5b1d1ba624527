import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from './database';
import { snippets } from './schema/snippets';
import type { SnippetStore } from './store';

const one = (workspaceId: string, id: string) => and(eq(snippets.workspaceId, workspaceId), eq(snippets.id, id));

export function snippetStore(db: Database): SnippetStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(snippets).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(snippets)
        .where(eq(snippets.workspaceId, workspaceId))
        .orderBy(asc(sql`lower(${snippets.name})`), asc(snippets.id));
    },
    async insert(snippet) {
      await db.insert(snippets).values(snippet);
    },
    async update(workspaceId, id, change) {
      await db.update(snippets).set(change).where(one(workspaceId, id));
    },
    async remove(workspaceId, id) {
      return (await db.delete(snippets).where(one(workspaceId, id)).returning({ id: snippets.id })).length > 0;
    },
  };
}
