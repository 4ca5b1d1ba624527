import { and, asc, eq } from 'drizzle-orm';
import type { ServiceAccountStore } from './access-ports';
import type { Database } from './database';
import { serviceAccounts } from './schema/access';

export function serviceAccountStore(db: Database): ServiceAccountStore {
  const one = (workspaceId: string, id: string) =>
    and(eq(serviceAccounts.workspaceId, workspaceId), eq(serviceAccounts.id, id));
  return {
    async find(workspaceId, id) {
      const [row] = await db.select().from(serviceAccounts).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId) {
      return db
        .select()
        .from(serviceAccounts)
        .where(eq(serviceAccounts.workspaceId, workspaceId))
        .orderBy(asc(serviceAccounts.name), asc(serviceAccounts.id));
    },
    async insert(account) {
      await db.insert(serviceAccounts).values(account);
    },
    async update(workspaceId, id, change) {
      await db.update(serviceAccounts).set(change).where(one(workspaceId, id));
    },
    async remove(workspaceId, id) {
      const gone = await db.delete(serviceAccounts).where(one(workspaceId, id)).returning({ id: serviceAccounts.id });
      return gone.length > 0;
    },
  };
}
