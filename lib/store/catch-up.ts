import { and, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './database';
import { deliveries, notificationGroups } from './schema/notifications';
import { rules } from './schema/rules';

/** No lease is meant to last longer, ms. */
const longestLeaseMs = 10 * 60_000;

/**
 * After the clock was put back: what is due later than now becomes due now, unless somebody has it, and leases that would
 * last far longer than any end. Looking once too often is harmless; not looking for the length of the jump is not.
 */
export async function catchUp(db: Database, now: number): Promise<void> {
  const later = (due: PgColumn, leaseUntil: PgColumn): SQL | undefined =>
    and(gt(due, now), or(isNull(leaseUntil), lte(leaseUntil, now), gt(leaseUntil, now + longestLeaseMs)));
  const free = { leaseToken: null, leaseUntil: null };
  await db
    .update(rules)
    .set({ dueAt: now, ...free })
    .where(later(rules.dueAt, rules.leaseUntil));
  await db
    .update(notificationGroups)
    .set({ dueAt: now, ...free })
    .where(later(notificationGroups.dueAt, notificationGroups.leaseUntil));
  await db
    .update(deliveries)
    .set({ nextAttemptAt: now, ...free })
    .where(and(eq(deliveries.status, 'queued'), later(deliveries.nextAttemptAt, deliveries.leaseUntil)));
}
