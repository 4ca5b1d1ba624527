import type { Services } from '@/lib/context';
import type { Alert, Evidence } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';
import type { Store } from '@/lib/store/store';

/** What happened to an alert. Times are in the order of the list and not before those of earlier calls. */
export type AlertStep =
  | {
      kind: 'fired';
      /** As it will be stored, its id chosen already. */
      alert: Omit<Alert, 'incidentId' | 'attachedBecause' | 'endsAt' | 'updatedAt'>;
      /** How often its rule looks, ms; 0 when events wake it. */
      everyMs: number;
      /** Whether it takes a second place to be worth telling anybody. */
      needsCorroboration: boolean;
      /** The incident that this series was part of when it last resolved; null without one. */
      lastIncidentId: string | null;
      evidence?: Omit<Evidence, 'incidentId'>;
    }
  | { kind: 'changed'; alertId: string; severity: Severity; value: number | null; because: string }
  | { kind: 'resolved'; alertId: string; value: number | null; because: string };

/**
 * Puts alerts into incidents: correlates what fired, opens, joins and reopens incidents, resolves those in which nothing fires
 * any more, writes the timeline, and enrols everything for notification. Belongs into the transaction that writes the states of
 * the series. Resolves to the incident of each alert that fired.
 */
export async function recordAlerts(
  tx: Store,
  services: Services,
  given: { workspaceId: string; at: number; steps: readonly AlertStep[] },
): Promise<Map<string, string>> {
  void [tx, services, given];
  return Promise.reject(new Error('part "incidents" builds this'));
}
