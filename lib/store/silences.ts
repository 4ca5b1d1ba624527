import { and, asc, eq, gt, lt } from 'drizzle-orm';
import type { Database } from './database';
import type { SilenceStore } from './notify-ports';
import { silences } from './schema/notifications';

const one = (workspaceId: string, id: string) => and(eq(silences.workspaceId, workspaceId), eq(silences.id, id));

export function silenceStore(db: Database): SilenceStore {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(silences).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId, endsAfter) {
      return db
        .select()
        .from(silences)
        .where(and(eq(silences.workspaceId, workspaceId), gt(silences.endsAt, endsAfter)))
        .orderBy(asc(silences.endsAt), asc(silences.id));
    },
    async insert(silence) {
      await db.insert(silences).values(silence);
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0) await db.update(silences).set(change).where(one(workspaceId, id));
    },
    async purge(before) {
      const gone = await db.delete(silences).where(lt(silences.endsAt, before)).returning({ id: silences.id });
      return gone.length;
    },
  };
}
