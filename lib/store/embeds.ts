import { and, desc, eq } from 'drizzle-orm';
import type { Database } from './database';
import type { EmbedStore } from './embed-ports';
import { embeds } from './schema/embeds';

const one = (workspaceId: string, id: string) => and(eq(embeds.workspaceId, workspaceId), eq(embeds.id, id));

export function embedStore(db: Database): EmbedStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(embeds).where(one(workspaceId, id));
      return row ?? null;
    },
    async findOf(workspaceId, { kind, resourceId }) {
      const [row] = await db
        .select()
        .from(embeds)
        .where(and(eq(embeds.workspaceId, workspaceId), eq(embeds.kind, kind), eq(embeds.resourceId, resourceId)));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(embeds)
        .where(eq(embeds.workspaceId, workspaceId))
        .orderBy(desc(embeds.updatedAt), desc(embeds.id));
    },
    async insert(row) {
      await db.insert(embeds).values(row);
    },
    async update(workspaceId, id, change) {
      await db.update(embeds).set(change).where(one(workspaceId, id));
    },
    async remove(workspaceId, id) {
      return (await db.delete(embeds).where(one(workspaceId, id)).returning({ id: embeds.id })).length > 0;
    },
  };
}
