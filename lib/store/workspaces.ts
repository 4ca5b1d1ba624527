import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database';
import { users } from './schema/users';
import { members, workspaces } from './schema/workspaces';
import type { WorkspaceStore } from './store';

const memberOf = (workspaceId: string, userId: string) =>
  and(eq(members.workspaceId, workspaceId), eq(members.userId, userId));

export function workspaceStore(db: Database): WorkspaceStore {
  const oldestFirst = [asc(workspaces.createdAt), asc(workspaces.slug)];
  return {
    async find(id) {
      const [row] = await db.select().from(workspaces).where(eq(workspaces.id, id));
      return row ?? null;
    },
    async findBySlug(slug) {
      const [row] = await db.select().from(workspaces).where(eq(workspaces.slug, slug));
      return row ?? null;
    },
    async list() {
      return db
        .select()
        .from(workspaces)
        .orderBy(...oldestFirst);
    },
    async listOfUser(userId) {
      return db
        .select({ workspace: workspaces, role: members.role })
        .from(members)
        .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
        .where(eq(members.userId, userId))
        .orderBy(...oldestFirst);
    },
    async insert(workspace) {
      await db.insert(workspaces).values(workspace);
    },
    async setRetention(id, days) {
      await db.update(workspaces).set({ retentionDays: days }).where(eq(workspaces.id, id));
    },
    async remove(id) {
      await db.delete(workspaces).where(eq(workspaces.id, id));
    },
    async listMembers(workspaceId) {
      return db
        .select({ userId: users.id, name: users.name, email: users.email, role: members.role })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.workspaceId, workspaceId))
        .orderBy(asc(users.name), asc(users.id));
    },
    async rename(id, name) {
      await db.update(workspaces).set({ name }).where(eq(workspaces.id, id));
    },
    async findForMembers(id) {
      const [row] = await db.select().from(workspaces).where(eq(workspaces.id, id)).for('no key update');
      return row ?? null;
    },
    async setRole(workspaceId, userId, role) {
      await db.update(members).set({ role }).where(memberOf(workspaceId, userId));
    },
    async removeMember(workspaceId, userId) {
      await db.delete(members).where(memberOf(workspaceId, userId));
    },
    async addMember(workspaceId, userId, role) {
      await db.insert(members).values({ workspaceId, userId, role });
    },
  };
}
