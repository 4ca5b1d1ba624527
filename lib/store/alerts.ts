import { and, asc, count, desc, eq, gte, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import type { AlertQuery, AlertStore } from './alert-ports';
import type { Database } from './database';
import { alerts } from './schema/incidents';

const ofWorkspace = (workspaceId: string) => eq(alerts.workspaceId, workspaceId);

export function alertStore(db: Database): AlertStore {
  return { ...reads(db), ...series(db), ...writes(db) };
}

function reads(db: Database): Pick<AlertStore, 'find' | 'list' | 'listByIds'> {
  return {
    async find(workspaceId, id) {
      const [row] = await db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), eq(alerts.id, id)));
      return row ?? null;
    },
    async list(workspaceId, query) {
      return db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), ...conditions(query)))
        .orderBy(desc(alerts.startsAt), desc(alerts.id))
        .limit(query.limit);
    },
    async listByIds(workspaceId, ids) {
      if (ids.length === 0) return [];
      return db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), inArray(alerts.id, [...ids])));
    },
  };
}

function conditions({ incidentId, ruleId, isOpen, from, to, before }: AlertQuery) {
  return [
    incidentId === undefined ? undefined : eq(alerts.incidentId, incidentId),
    ruleId === undefined ? undefined : eq(alerts.ruleId, ruleId),
    isOpen === true ? isNull(alerts.endsAt) : undefined,
    to === undefined ? undefined : lte(alerts.startsAt, to),
    from === undefined ? undefined : or(isNull(alerts.endsAt), gte(alerts.endsAt, from)),
    before === undefined
      ? undefined
      : or(lt(alerts.startsAt, before.startsAt), and(eq(alerts.startsAt, before.startsAt), lt(alerts.id, before.id))),
  ];
}

function series(db: Database): Pick<AlertStore, 'findLast' | 'listExternal' | 'listExpired' | 'countOpen'> {
  return {
    async findLast(workspaceId, { ruleId, seriesKey }) {
      const ofRule = ruleId === null ? isNull(alerts.ruleId) : eq(alerts.ruleId, ruleId);
      const [row] = await db
        .select()
        .from(alerts)
        .where(and(ofWorkspace(workspaceId), ofRule, eq(alerts.seriesKey, seriesKey)))
        .orderBy(desc(alerts.startsAt), desc(alerts.id))
        .limit(1);
      return row ?? null;
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
    async countOpen() {
      const rows = await db
        .select({ severity: alerts.severity, total: count() })
        .from(alerts)
        .where(isNull(alerts.endsAt))
        .groupBy(alerts.severity);
      return Object.fromEntries(rows.map(({ severity, total }) => [severity, total]));
    },
  };
}

function writes(db: Database): Pick<AlertStore, 'insert' | 'update'> {
  return {
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
