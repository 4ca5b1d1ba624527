import { and, count, desc, eq, gte, isNull } from 'drizzle-orm';
import type { InvitationStore } from './access-ports';
import type { Database } from './database';
import { invitations } from './schema/access';

export function invitationStore(db: Database): InvitationStore {
  const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
  const openOne = (workspaceId: string, id: string) =>
    and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id), isOpen);
  return {
    async find(workspaceId, id) {
      const [row] = await db
        .select()
        .from(invitations)
        .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)));
      return row ?? null;
    },
    async findByToken(tokenHash) {
      const [row] = await db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash));
      return row ?? null;
    },
    async listOpen(workspaceId) {
      return db
        .select()
        .from(invitations)
        .where(and(eq(invitations.workspaceId, workspaceId), isOpen))
        .orderBy(desc(invitations.createdAt), desc(invitations.id));
    },
    async countSince(workspaceId, since) {
      const [row] = await db
        .select({ total: count() })
        .from(invitations)
        .where(and(eq(invitations.workspaceId, workspaceId), gte(invitations.createdAt, since)));
      return row?.total ?? 0;
    },
    async insert(invitation) {
      await db.insert(invitations).values(invitation);
    },
    async renew(workspaceId, id, to) {
      const changed = await db
        .update(invitations)
        .set(to)
        .where(openOne(workspaceId, id))
        .returning({ id: invitations.id });
      return changed.length > 0;
    },
    async revoke(workspaceId, id, at) {
      const changed = await db
        .update(invitations)
        .set({ revokedAt: at })
        .where(openOne(workspaceId, id))
        .returning({ id: invitations.id });
      return changed.length > 0;
    },
    async accept(id, at) {
      const changed = await db
        .update(invitations)
        .set({ acceptedAt: at })
        .where(and(eq(invitations.id, id), isOpen))
        .returning({ id: invitations.id });
      return changed.length > 0;
    },
  };
}
