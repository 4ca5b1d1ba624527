import { and, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from './database';
import { annotations } from './schema/annotations';
import type { AnnotationStore } from './store';

const one = (workspaceId: string, id: string) => and(eq(annotations.workspaceId, workspaceId), eq(annotations.id, id));

export function annotationStore(db: Database): AnnotationStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(annotations).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId, { from, to, dashboardId, limit }) {
      const ofWorkspace = isNull(annotations.dashboardId);
      const newest = await db
        .select()
        .from(annotations)
        .where(
          and(
            eq(annotations.workspaceId, workspaceId),
            lte(annotations.at, to),
            gte(sql`coalesce(${annotations.until}, ${annotations.at})`, from),
            dashboardId === null ? ofWorkspace : or(ofWorkspace, eq(annotations.dashboardId, dashboardId)),
          ),
        )
        .orderBy(desc(annotations.at), desc(annotations.id))
        .limit(limit);
      return newest.reverse();
    },
    async insert(annotation) {
      await db.insert(annotations).values(annotation);
    },
    async update(workspaceId, id, change) {
      await db.update(annotations).set(change).where(one(workspaceId, id));
    },
    async remove(workspaceId, id) {
      const removed = await db.delete(annotations).where(one(workspaceId, id)).returning({ id: annotations.id });
      return removed.length > 0;
    },
  };
}
