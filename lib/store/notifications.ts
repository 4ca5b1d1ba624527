import { and, asc, eq, getTableColumns, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database } from './database';
import { dueRows, hasLease, isFree, nextDue } from './lease';
import type { NotificationGroupStore } from './notify-ports';
import { alerts } from './schema/incidents';
import { notificationGroups as groups, notificationMembers as members } from './schema/notifications';

const { leaseToken: _token, leaseUntil: _until, ...columns } = getTableColumns(groups);

export function notificationGroupStore(db: Database): NotificationGroupStore {
  return { ...groupRows(db), ...memberRows(db), ...work(db) };
}

function groupRows(db: Database): Pick<NotificationGroupStore, 'find' | 'open' | 'listByIncident' | 'setThread'> {
  return {
    async find(id) {
      const [row] = await db.select(columns).from(groups).where(eq(groups.id, id));
      return row ?? null;
    },
    async open(group) {
      const { labels, openedAt, dueAt } = group;
      const isOver = sql`${groups.dueAt} is null`;
      const fresh = { notifiedAt: null, steps: 0, heldBack: [], threads: {} };
      const [row] = await db
        .insert(groups)
        .values({ ...group, ...fresh })
        .onConflictDoUpdate({
          target: [groups.workspaceId, groups.policy, groups.key],
          set: {
            labels,
            openedAt: sql`case when ${isOver} then ${openedAt}::bigint else ${groups.openedAt} end`,
            notifiedAt: sql`case when ${isOver} then null else ${groups.notifiedAt} end`,
            steps: sql`case when ${isOver} then 0 else ${groups.steps} end`,
            dueAt: sql`case when ${isOver} then ${dueAt}::bigint else ${groups.dueAt} end`,
          },
        })
        .returning(columns);
      if (row === undefined) throw new Error('an upsert answered without a row');
      return row;
    },
    async listByIncident(workspaceId, incidentId) {
      return db
        .select(columns)
        .from(groups)
        .where(and(eq(groups.workspaceId, workspaceId), eq(groups.incidentId, incidentId)))
        .orderBy(asc(groups.openedAt), asc(groups.id));
    },
    async setThread(id, channelId, thread) {
      await db
        .update(groups)
        .set({ threads: sql`${groups.threads} || jsonb_build_object(${channelId}::text, ${thread}::text)` })
        .where(eq(groups.id, id));
    },
  };
}

type Members = Pick<NotificationGroupStore, 'addMembers' | 'removeMembers' | 'members' | 'groupsOf' | 'setTold'>;

function memberRows(db: Database): Members {
  return {
    async addMembers(groupId, alertIds) {
      if (alertIds.length > 0)
        await db
          .insert(members)
          .values(alertIds.map((alertId) => ({ groupId, alertId, told: null })))
          .onConflictDoNothing();
    },
    async removeMembers(alertIds) {
      if (alertIds.length > 0) await db.delete(members).where(inArray(members.alertId, [...alertIds]));
    },
    async members(groupId) {
      return db
        .select({ alert: getTableColumns(alerts), told: members.told })
        .from(members)
        .innerJoin(alerts, eq(alerts.id, members.alertId))
        .where(eq(members.groupId, groupId))
        .orderBy(asc(alerts.startsAt), asc(alerts.id));
    },
    async groupsOf(alertIds) {
      if (alertIds.length === 0) return [];
      return db
        .select({ alertId: members.alertId, groupId: members.groupId })
        .from(members)
        .where(inArray(members.alertId, [...alertIds]));
    },
    async setTold(groupId, alertIds, told) {
      if (alertIds.length > 0)
        await db
          .update(members)
          .set({ told })
          .where(and(eq(members.groupId, groupId), inArray(members.alertId, [...alertIds])));
    },
  };
}

function work(db: Database): Pick<NotificationGroupStore, 'wake' | 'claimDue' | 'nextDueAt' | 'finish'> {
  return {
    async wake(ids, at) {
      if (ids.length > 0)
        await db
          .update(groups)
          .set({ dueAt: sql`least(${groups.dueAt}, ${at}::bigint)` })
          .where(inArray(groups.id, [...ids]));
    },
    async claimDue(lease) {
      const due = db.$with('due').as(dueRows(db, groups, { due: groups.dueAt, lease }));
      const leaseUntil = lease.now + lease.leaseMs;
      return db
        .with(due)
        .update(groups)
        .set({ leaseToken: lease.token, leaseUntil, dueAt: leaseUntil })
        .from(due)
        .where(eq(groups.id, due.id))
        .returning({ ...columns, dueAt: due.at });
    },
    async nextDueAt(now) {
      const [row] = await db
        .select({ dueAt: groups.dueAt })
        .from(groups)
        .where(and(isNotNull(groups.dueAt), isFree(groups, now)))
        .orderBy(asc(groups.dueAt))
        .limit(1);
      return row?.dueAt ?? null;
    },
    async finish(id, token, { dueAt, ...change }) {
      const done = await db
        .update(groups)
        .set({ ...change, dueAt: nextDue(groups, dueAt), leaseToken: null, leaseUntil: null })
        .where(hasLease(groups, id, token))
        .returning({ id: groups.id });
      return done.length > 0;
    },
  };
}
