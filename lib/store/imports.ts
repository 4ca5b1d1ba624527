import { and, desc, eq } from 'drizzle-orm';
import type { Database } from './database';
import { imports } from './schema/imports';
import type { ImportStore } from './store';

export function importStore(db: Database): ImportStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db
        .select()
        .from(imports)
        .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, id)));
      return row ?? null;
    },
    async list(workspaceId, limit) {
      return db
        .select()
        .from(imports)
        .where(eq(imports.workspaceId, workspaceId))
        .orderBy(desc(imports.createdAt), desc(imports.id))
        .limit(limit);
    },
    async listRunning() {
      return db.select().from(imports).where(eq(imports.state, 'running')).orderBy(imports.createdAt);
    },
    async insert(job) {
      await db.insert(imports).values(job);
    },
    async update(id, change) {
      if (Object.keys(change).length === 0) return;
      await db.update(imports).set(change).where(eq(imports.id, id));
    },
  };
}
