import { and, asc, count, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { AlertStore } from './alert-ports';
import type { Database } from './database';
import { alerts } from './schema/incidents';

export function alertStore(db: Database): AlertStore {
  const ofWorkspace = (workspaceId: string) => eq(alerts.workspaceId, workspaceId);
  return {
    countOpen: () => countOpen(db),
    async find(workspaceId, id) {
      const [row] = await db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), eq(alerts.id, id)));
      return row ?? null;
    },
    async list(workspaceId, { incidentId, ruleId, isOpen, from, to, limit }) {
      return db
        .select()
        .from(alerts)
        .where(
          and(
            ofWorkspace(workspaceId),
            incidentId === undefined ? undefined : eq(alerts.incidentId, incidentId),
            ruleId === undefined ? undefined : eq(alerts.ruleId, ruleId),
            isOpen === true ? isNull(alerts.endsAt) : undefined,
            to === undefined ? undefined : lte(alerts.startsAt, to),
            from === undefined ? undefined : or(isNull(alerts.endsAt), gte(alerts.endsAt, from)),
          ),
        )
        .orderBy(desc(alerts.startsAt), desc(alerts.id))
        .limit(limit);
    },
    async listByIds(workspaceId, ids) {
      if (ids.length === 0) return [];
      return db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), inArray(alerts.id, [...ids])));
    },
    async listExternal(workspaceId, fingerprints) {
      if (fingerprints.length === 0) return [];
      return db
        .selectDistinctOn([alerts.fingerprint])
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), isNull(alerts.ruleId), inArray(alerts.fingerprint, [...fingerprints])))
        .orderBy(asc(alerts.fingerprint), desc(alerts.startsAt), desc(alerts.id));
    },
    async listExpired(now, limit) {
      return db
        .select()
        .from(alerts)
        .where(and(isNull(alerts.endsAt), lte(alerts.expiresAt, now)))
        .orderBy(asc(alerts.expiresAt))
        .limit(limit);
    },
    async insert(rows) {
      if (rows.length > 0) await db.insert(alerts).values([...rows]);
    },
    async update(workspaceId, id, change) {
      if (Object.keys(change).length > 0)
        await db
          .update(alerts)
          .set(change)
          .where(and(ofWorkspace(workspaceId), eq(alerts.id, id)));
    },
  };
}

async function countOpen(db: Database): ReturnType<AlertStore['countOpen']> {
  const rows = await db
    .select({ severity: alerts.severity, total: count() })
    .from(alerts)
    .where(isNull(alerts.endsAt))
    .groupBy(alerts.severity);
  return Object.fromEntries(rows.map(({ severity, total }) => [severity, total]));
}
