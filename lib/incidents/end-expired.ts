import type { Services } from '@/lib/context';
import { recordAlerts } from './record-alerts';

const atOnce = 500;

/** Ends alerts that another system no longer sends: it says so by not sending them again in time. */
export async function endExpired(services: Services): Promise<void> {
  const { store, clock } = services;
  const expired = await store.alerts.listExpired(clock.now(), atOnce);
  for (const workspaceId of new Set(expired.map((alert) => alert.workspaceId))) {
    const ids = expired.filter((alert) => alert.workspaceId === workspaceId).map(({ id }) => id);
    await store.transaction(async (tx) => {
      const at = clock.now();
      // Sent again meanwhile, or ended by another portal.
      const over = (await tx.alerts.listByIds(workspaceId, ids)).filter(
        ({ endsAt, expiresAt }) => endsAt === null && expiresAt !== null && expiresAt <= at,
      );
      const because = 'It was not sent again in time';
      const steps = over.map(({ id }) => ({ kind: 'resolved', alertId: id, value: null, because }) as const);
      await recordAlerts(tx, services, { workspaceId, at, steps });
    });
  }
}
