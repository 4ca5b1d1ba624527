import { and, asc, eq, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Lease } from './alert-ports';
import type { Database } from './database';

type Leased = PgTable & { id: PgColumn; leaseToken: PgColumn; leaseUntil: PgColumn };

/** Rows that are due and that nobody has, in the order of their times; of two portals that look at once each gets its own. */
export function dueRows(
  db: Database,
  table: Leased,
  { due, lease, also }: { due: PgColumn; lease: Lease; also?: SQL | undefined },
) {
  return db
    .select({ id: sql<string>`${table.id}`.as('due_id'), at: sql<number>`${due}`.mapWith(Number).as('was_due_at') })
    .from(table)
    .where(and(lte(due, lease.now), isFree(table, lease.now), also))
    .orderBy(asc(due))
    .limit(lease.limit)
    .for('update', { skipLocked: true });
}

export const isFree = (table: Leased, now: number): SQL | undefined =>
  or(isNull(table.leaseToken), lte(table.leaseUntil, now));
export const hasLease = (table: Leased, id: string, token: string): SQL | undefined =>
  and(eq(table.id, id), eq(table.leaseToken, token));

/** When it is due next, unless somebody woke it while it was leased: claiming sets the time to the end of the lease. */
export const nextDue = (table: Leased & { dueAt: PgColumn }, next: number | null): SQL<number | null> =>
  sql`case when ${table.dueAt} < ${table.leaseUntil} then least(${table.dueAt}, ${next}::bigint) else ${next}::bigint end`;
