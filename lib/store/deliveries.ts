import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNull,
  lt,
  min,
  notExists,
  notInArray,
  or,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from './database';
import { dueRows, hasLease, isFree } from './lease';
import type { DeliveryStore } from './notify-ports';
import { deliveries } from './schema/notifications';

const { leaseToken: _token, leaseUntil: _until, order: _order, ...columns } = getTableColumns(deliveries);
const one = (workspaceId: string, id: string) => and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id));
const isQueued = eq(deliveries.status, 'queued');

export function deliveryStore(db: Database): DeliveryStore {
  return { ...reads(db), ...work(db), ...byHand(db) };
}

function reads(db: Database): Pick<DeliveryStore, 'find' | 'list' | 'count' | 'channelsOf' | 'queue'> {
  return {
    async find(workspaceId, id) {
      const [row] = await db.select(columns).from(deliveries).where(one(workspaceId, id));
      return row ?? null;
    },
    async list(workspaceId, { status, incidentId, channelId, limit }) {
      return db
        .select(columns)
        .from(deliveries)
        .where(
          and(
            eq(deliveries.workspaceId, workspaceId),
            status === undefined ? undefined : eq(deliveries.status, status),
            incidentId === undefined ? undefined : eq(deliveries.incidentId, incidentId),
            channelId === undefined ? undefined : eq(deliveries.channelId, channelId),
          ),
        )
        .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
        .limit(limit);
    },
    async count(workspaceId) {
      const rows = await db
        .select({ status: deliveries.status, total: count() })
        .from(deliveries)
        .where(eq(deliveries.workspaceId, workspaceId))
        .groupBy(deliveries.status);
      const none = { queued: 0, sent: 0, dead: 0, discarded: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ status, total }) => [status, total])) };
    },
    async channelsOf(groupId, since) {
      const rows = await db
        .selectDistinct({ id: deliveries.channelId })
        .from(deliveries)
        .where(and(eq(deliveries.groupId, groupId), gte(deliveries.createdAt, since)));
      return rows.map(({ id }) => id).sort();
    },
    async queue() {
      const [row] = await db
        .select({ waiting: count(), oldestAt: min(deliveries.createdAt) })
        .from(deliveries)
        .where(isQueued);
      return row ?? { waiting: 0, oldestAt: null };
    },
  };
}

/** Whether nothing older waits for the same channel in the same group: a resolved would overtake its firing. */
function isFirst(db: Database) {
  const older = alias(deliveries, 'older');
  return or(
    isNull(deliveries.groupId),
    notExists(
      db
        .select({ id: older.id })
        .from(older)
        .where(
          and(
            eq(older.groupId, deliveries.groupId),
            eq(older.channelId, deliveries.channelId),
            eq(older.status, 'queued'),
            lt(older.order, deliveries.order),
          ),
        ),
    ),
  );
}

const isTo = (notTo: readonly string[] = []) =>
  notTo.length === 0 ? undefined : notInArray(deliveries.channelId, [...notTo]);

function work(db: Database): Pick<DeliveryStore, 'insert' | 'claimDue' | 'nextDueAt' | 'finish'> {
  return {
    async insert(rows) {
      if (rows.length > 0)
        await db
          .insert(deliveries)
          .values([...rows])
          .onConflictDoNothing();
    },
    async claimDue(lease) {
      const mayGo = and(isQueued, isFirst(db), isTo(lease.notTo));
      const due = db.$with('due').as(dueRows(db, deliveries, { due: deliveries.nextAttemptAt, lease, also: mayGo }));
      const claimed = await db
        .with(due)
        .update(deliveries)
        .set({ leaseToken: lease.token, leaseUntil: lease.now + lease.leaseMs })
        .from(due)
        .where(eq(deliveries.id, due.id))
        .returning(columns);
      return claimed.sort((a, b) => a.nextAttemptAt - b.nextAttemptAt);
    },
    async nextDueAt(now, notTo) {
      const [row] = await db
        .select({ at: deliveries.nextAttemptAt })
        .from(deliveries)
        .where(and(isQueued, isFree(deliveries, now), isFirst(db), isTo(notTo)))
        .orderBy(asc(deliveries.nextAttemptAt))
        .limit(1);
      return row?.at ?? null;
    },
    async finish(id, token, change) {
      const done = await db
        .update(deliveries)
        .set({ ...change, leaseToken: null, leaseUntil: null })
        .where(hasLease(deliveries, id, token))
        .returning({ id: deliveries.id });
      return done.length > 0;
    },
  };
}

function byHand(db: Database): Pick<DeliveryStore, 'requeue' | 'discard' | 'purge'> {
  return {
    async requeue(workspaceId, id, at) {
      const isOver = inArray(deliveries.status, ['dead', 'discarded']);
      const queued = await db
        .update(deliveries)
        .set({ status: 'queued', attempts: 0, nextAttemptAt: at, lastError: null })
        .where(and(one(workspaceId, id), isOver))
        .returning({ id: deliveries.id });
      return queued.length > 0;
    },
    async discard(workspaceId, id) {
      const isOpen = or(isQueued, eq(deliveries.status, 'dead'));
      const gone = await db
        .update(deliveries)
        .set({ status: 'discarded', leaseToken: null, leaseUntil: null })
        .where(and(one(workspaceId, id), isOpen))
        .returning({ id: deliveries.id });
      return gone.length > 0;
    },
    async purge(before) {
      const isOver = inArray(deliveries.status, ['sent', 'dead', 'discarded']);
      const gone = await db
        .delete(deliveries)
        .where(and(isOver, lt(deliveries.createdAt, before)))
        .returning({ id: deliveries.id });
      return gone.length;
    },
  };
}
