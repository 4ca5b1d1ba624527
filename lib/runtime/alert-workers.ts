import { seedMetaRules } from '@/lib/alerts/meta/seed-meta-rules';
import { startAlerts } from '@/lib/alerts/tick/start-alerts';
import type { Services } from '@/lib/context';
import { startIncidents } from '@/lib/incidents/start-incidents';
import { startNotifications } from '@/lib/notify/start-notifications';

/** From a due rule to a message on somebody's phone: three loops over rows, each of which may run in any portal. */
export function startAlertWorkers(services: Services): { stop: () => Promise<void> } {
  const notifications = startNotifications(services);
  const incidents = startIncidents(services);
  const alerts = startAlerts(services, {
    onCommitted: () => {
      notifications.poke();
      incidents.poke();
    },
  });
  const seeded = seedMetaRules(services).catch((error: unknown) =>
    services.log.warn({ err: error }, 'the portal has no rules about itself yet; trying again at the next start'),
  );
  return {
    stop: async () => {
      await seeded;
      await alerts.stop();
      await incidents.stop();
      await notifications.stop();
    },
  };
}
