import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Database } from './database';
import { charts } from './schema/charts';
import type { ChartStore } from './store';

const one = (workspaceId: string, id: string) => and(eq(charts.workspaceId, workspaceId), eq(charts.id, id));

export function chartStore(db: Database): ChartStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(charts).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(charts)
        .where(and(eq(charts.workspaceId, workspaceId), isNull(charts.deletedAt)))
        .orderBy(desc(charts.updatedAt), desc(charts.id));
    },
    async insert(row) {
      await db.insert(charts).values(row);
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0) await db.update(charts).set(change).where(one(workspaceId, id));
    },
    async purge(before) {
      return (await db.delete(charts).where(lt(charts.deletedAt, before)).returning({ id: charts.id })).length;
    },
  };
}
