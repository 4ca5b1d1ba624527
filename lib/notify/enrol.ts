import type { Services } from '@/lib/context';
import type { Alert } from '@/lib/model/incident';
import type { Store } from '@/lib/store/store';

type About = { workspaceId: string; at: number };

/**
 * Sees to it that people are told of alerts that fired, changed, resolved or moved to another incident: puts each into the groups of the
 * policies that match it, and makes these groups due. Belongs into the transaction that writes the alerts.
 */
export async function enrolAlerts(
  tx: Store,
  services: Services,
  about: About & { alerts: readonly Alert[] },
): Promise<void> {
  void [tx, services, about];
  await Promise.reject(new Error('part "notify" builds this'));
}

/** Something about an incident changed that decides who is told: its groups are looked at again at once. */
export async function wakeIncident(
  tx: Store,
  services: Services,
  about: About & { incidentId: string },
): Promise<void> {
  void [tx, services, about];
  await Promise.reject(new Error('part "notify" builds this'));
}

/** Tells the next step of the incident's policies now. Resolves to the names of the receivers; empty when there is no further step. */
export async function escalateIncident(
  tx: Store,
  services: Services,
  about: About & { incidentId: string },
): Promise<string[]> {
  void [tx, services, about];
  return Promise.reject(new Error('part "notify" builds this'));
}
