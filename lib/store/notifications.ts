import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
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
      const fresh = { notifiedAt: null, steps: 0, nextStepAt: null, heldBack: [], threads: {} };
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
            nextStepAt: sql`case when ${isOver} then null else ${groups.nextStepAt} end`,
            // An incident goes on where it was told before; labels come again for another reason.
            threads: sql`case when ${isOver} and ${groups.incidentId} is null then '{}'::jsonb else ${groups.threads} end`,
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

/** A group that lives for weeks would otherwise be read with all that ever was in it. */
const maxOver = 100;
const some = (groupId: string, alertIds: readonly string[]) =>
  and(eq(members.groupId, groupId), inArray(members.alertId, [...alertIds]));

type Members = Pick<NotificationGroupStore, 'addMembers' | 'removeMembers' | 'members' | 'groupsOf' | 'setTold'>;

function memberRows(db: Database): Members {
  return {
    async addMembers(groupId, alertIds) {
      if (alertIds.length > 0)
        await db
          .insert(members)
          .values(alertIds.map((alertId) => ({ groupId, alertId, told: null, toldSeverity: null })))
          .onConflictDoNothing();
    },
    async removeMembers(groupId, alertIds) {
      if (alertIds.length > 0) await db.delete(members).where(some(groupId, alertIds));
    },
    async members(groupId) {
      const rows = () =>
        db
          .select({ alert: getTableColumns(alerts), told: members.told, toldSeverity: members.toldSeverity })
          .from(members)
          .innerJoin(alerts, eq(alerts.id, members.alertId));
      const ofGroup = eq(members.groupId, groupId);
      const isPending = or(isNull(members.told), ne(members.told, 'resolved'), isNull(alerts.endsAt));
      const pending = await rows().where(and(ofGroup, isPending));
      const over = await rows()
        .where(and(ofGroup, eq(members.told, 'resolved'), isNotNull(alerts.endsAt)))
        .orderBy(desc(alerts.endsAt))
        .limit(maxOver);
      return [...over, ...pending].sort(
        (a, b) => a.alert.startsAt - b.alert.startsAt || (a.alert.id < b.alert.id ? -1 : 1),
      );
    },
    async groupsOf(alertIds) {
      if (alertIds.length === 0) return [];
      return db
        .select({ alertId: members.alertId, groupId: members.groupId })
        .from(members)
        .where(inArray(members.alertId, [...alertIds]));
    },
    async setTold(groupId, alertIds, change) {
      if (alertIds.length > 0) await db.update(members).set(change).where(some(groupId, alertIds));
    },
  };
}

function work(
  db: Database,
): Pick<NotificationGroupStore, 'wake' | 'claimDue' | 'nextDueAt' | 'finish' | 'update' | 'closeOthers'> {
  return {
    async wake(ids, at) {
      if (ids.length > 0)
        await db
          .update(groups)
          .set({ dueAt: sql`least(${groups.dueAt}, ${at}::bigint)` })
          .where(and(inArray(groups.id, [...ids]), isNotNull(groups.dueAt)));
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
    async update(id, change) {
      await db
        .update(groups)
        .set({ ...change, leaseToken: null, leaseUntil: null })
        .where(eq(groups.id, id));
    },
    async closeOthers(workspaceId, policies) {
      const isOther = and(eq(groups.workspaceId, workspaceId), notInArray(groups.policy, [...policies]));
      const isAtWork = or(isNotNull(groups.dueAt), sql`${groups.heldBack} <> '[]'::jsonb`);
      await db
        .update(groups)
        .set({ dueAt: null, nextStepAt: null, heldBack: [], leaseToken: null, leaseUntil: null })
        .where(and(isOther, isAtWork));
    },
  };
}
