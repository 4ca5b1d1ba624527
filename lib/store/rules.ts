import { and, asc, count, desc, eq, getTableColumns, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { AlertStatus } from '@/lib/model/alert-state';
import type { RuleSeriesStore, RuleStore } from './alert-ports';
import type { Database } from './database';
import { dueRows, hasLease, isFree, nextDue } from './lease';
import { rules, ruleSeries } from './schema/rules';

const { leaseToken: _token, leaseUntil: _until, ...columns } = getTableColumns(rules);
const one = (workspaceId: string, id: string) => and(eq(rules.workspaceId, workspaceId), eq(rules.id, id));

export function ruleStore(db: Database): RuleStore {
  return { ...reads(db), ...writes(db), ...work(db) };
}

type Reads = Pick<RuleStore, 'find' | 'findForChange' | 'list' | 'listEventDriven' | 'listProvisioned'>;

function reads(db: Database): Reads {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select(columns).from(rules).where(one(workspaceId, id));
      return row ?? null;
    },
    async findForChange(workspaceId, id) {
      const [row] = await db.select(columns).from(rules).where(one(workspaceId, id)).for('update');
      return row ?? null;
    },
    async list(workspaceId) {
      const isThere = and(eq(rules.workspaceId, workspaceId), isNull(rules.deletedAt));
      const status = sql<AlertStatus>`${ruleSeries.state}->>'status'`;
      const [rows, counts] = [
        await db.select(columns).from(rules).where(isThere).orderBy(desc(rules.updatedAt), desc(rules.id)),
        await db
          .select({ ruleId: ruleSeries.ruleId, status, total: count() })
          .from(ruleSeries)
          .innerJoin(rules, eq(rules.id, ruleSeries.ruleId))
          .where(isThere)
          .groupBy(ruleSeries.ruleId, status),
      ];
      const seriesOf = (id: string) =>
        Object.fromEntries(
          counts.filter(({ ruleId }) => ruleId === id).map(({ status: name, total }) => [name, total]),
        );
      return rows.map(({ isEventDriven: _event, dueAt: _due, deletedAt: _deleted, ...row }) => ({
        ...row,
        series: seriesOf(row.id),
      }));
    },
    async listEventDriven() {
      return db
        .select(columns)
        .from(rules)
        .where(and(eq(rules.isEventDriven, true), isNotNull(rules.dueAt)));
    },
    async listProvisioned() {
      const { id, workspaceId, provisionedFrom } = rules;
      return db
        .select({ id, workspaceId, provisionedFrom })
        .from(rules)
        .where(and(isNotNull(provisionedFrom), isNull(rules.deletedAt)));
    },
  };
}

type Writes = Pick<RuleStore, 'insert' | 'update' | 'releaseProvisioned' | 'purge'>;

function writes(db: Database): Writes {
  return {
    async insert(row) {
      await db.insert(rules).values(row);
    },
    async update(workspaceId, id, change) {
      const ended = change.dueAt === undefined ? {} : { leaseToken: null, leaseUntil: null };
      if (Object.keys(change).length > 0)
        await db
          .update(rules)
          .set({ ...change, ...ended })
          .where(one(workspaceId, id));
    },
    async releaseProvisioned() {
      const freed = await db
        .update(rules)
        .set({ provisionedFrom: null })
        .where(isNotNull(rules.provisionedFrom))
        .returning({ id: rules.id });
      return freed.length;
    },
    async purge(before) {
      const gone = await db.delete(rules).where(lt(rules.deletedAt, before)).returning({ id: rules.id });
      return gone.length;
    },
  };
}

type Work = Pick<RuleStore, 'claimDue' | 'nextDueAt' | 'wake' | 'finish'>;

function work(db: Database): Work {
  return {
    async claimDue(lease) {
      const due = db.$with('due').as(dueRows(db, rules, { due: rules.dueAt, lease }));
      const leaseUntil = lease.now + lease.leaseMs;
      const rows = await db
        .with(due)
        .update(rules)
        .set({ leaseToken: lease.token, leaseUntil, dueAt: leaseUntil })
        .from(due)
        .where(eq(rules.id, due.id))
        .returning({ ...columns, dueAt: due.at });
      return rows.sort((a, b) => a.dueAt - b.dueAt);
    },
    async nextDueAt(now) {
      const [row] = await db
        .select({ dueAt: rules.dueAt })
        .from(rules)
        .where(and(isNotNull(rules.dueAt), isFree(rules, now)))
        .orderBy(asc(rules.dueAt))
        .limit(1);
      return row?.dueAt ?? null;
    },
    async wake(ids, at) {
      if (ids.length === 0) return;
      await db
        .update(rules)
        .set({ dueAt: sql`least(${rules.dueAt}, ${at})` })
        .where(and(inArray(rules.id, [...ids]), isNotNull(rules.dueAt)));
    },
    async finish(id, { token, dueAt, evaluatedAt, lastError }) {
      const done = await db
        .update(rules)
        .set({ dueAt: nextDue(rules, dueAt), leaseToken: null, leaseUntil: null, evaluatedAt, lastError })
        .where(hasLease(rules, id, token))
        .returning({ id: rules.id });
      return done.length > 0;
    },
  };
}

export function ruleSeriesStore(db: Database): RuleSeriesStore {
  return {
    async list(ruleIds) {
      if (ruleIds.length === 0) return [];
      return db
        .select()
        .from(ruleSeries)
        .where(inArray(ruleSeries.ruleId, [...ruleIds]))
        .orderBy(asc(ruleSeries.ruleId), asc(ruleSeries.key));
    },
    async save(ruleId, { rows, removed }) {
      if (rows.length > 0) {
        const { labels, state, memory, alertId, lastIncidentId } = excluded;
        await db
          .insert(ruleSeries)
          .values(rows.map((row) => ({ ...row, ruleId })))
          .onConflictDoUpdate({
            target: [ruleSeries.ruleId, ruleSeries.key],
            set: { labels, state, memory, alertId, lastIncidentId },
          });
      }
      if (removed.length > 0)
        await db.delete(ruleSeries).where(and(eq(ruleSeries.ruleId, ruleId), inArray(ruleSeries.key, [...removed])));
    },
    async clear(ruleId) {
      await db.delete(ruleSeries).where(eq(ruleSeries.ruleId, ruleId));
    },
  };
}

const excluded = {
  labels: sql`excluded.labels`,
  state: sql`excluded.state`,
  memory: sql`excluded.memory`,
  alertId: sql`excluded.alert_id`,
  lastIncidentId: sql`excluded.last_incident_id`,
};
