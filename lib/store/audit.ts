import { and, asc, desc, eq, gte, ilike, lt, lte, or, sql } from 'drizzle-orm';
import type { Database } from './database';
import { auditLog } from './schema/audit-log';
import type { AuditEntry, AuditStore } from './store';

/** Enough to choose from; whoever looks for another one types it. */
const maxFacets = 300;

export function auditStore(db: Database): AuditStore {
  return {
    async insert(entry) {
      await db.insert(auditLog).values(entry);
    },
    async list(workspaceId, limit) {
      return newest(db, [eq(auditLog.workspaceId, workspaceId)], limit);
    },
    async search(workspaceId, query) {
      return newest(db, [eq(auditLog.workspaceId, workspaceId), ...conditions(query)], query.limit);
    },
    async facets(workspaceId) {
      const of = eq(auditLog.workspaceId, workspaceId);
      const { actor, actorId, action } = auditLog;
      const actors = await db
        .selectDistinct({ actor, actorId })
        .from(auditLog)
        .where(of)
        .orderBy(asc(actor), asc(actorId))
        .limit(maxFacets);
      const actions = await db
        .selectDistinct({ action })
        .from(auditLog)
        .where(of)
        .orderBy(asc(action))
        .limit(maxFacets);
      return { actors, actions: actions.map((row) => row.action) };
    },
  };
}

type Condition = ReturnType<typeof and>;

async function newest(db: Database, where: Condition[], limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(...where))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, before: row.before ?? null, after: row.after ?? null }));
}

function conditions(query: Parameters<AuditStore['search']>[1]): Condition[] {
  const { actorId, action, target, from, to, text, before } = query;
  const { at, id } = auditLog;
  const words = text === undefined ? undefined : `%${literal(text)}%`;
  return [
    actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
    action === undefined ? undefined : ilike(auditLog.action, `${literal(action)}%`),
    target === undefined ? undefined : ilike(auditLog.target, `%${literal(target)}%`),
    from === undefined ? undefined : gte(at, from),
    to === undefined ? undefined : lte(at, to),
    before === undefined ? undefined : or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))),
    words === undefined
      ? undefined
      : or(
          ilike(auditLog.action, words),
          ilike(auditLog.target, words),
          ilike(auditLog.actorId, words),
          ilike(sql`${auditLog.before}::text`, words),
          ilike(sql`${auditLog.after}::text`, words),
        ),
  ];
}

/** What people type means itself, also where LIKE would read it as a pattern. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
