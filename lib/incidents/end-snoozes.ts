import type { Services } from '@/lib/context';
import { wakeIncident } from '@/lib/notify/telling/enrol';

const atOnce = 200;

/** People are told again of incidents whose snooze is over. Portals that do so at the same time do it once. */
export async function endSnoozes(services: Services): Promise<void> {
  const { store, clock, newId } = services;
  for (const { id, workspaceId } of await store.incidents.listAwake(clock.now(), atOnce))
    await store.transaction(async (tx) => {
      const at = clock.now();
      const incident = await tx.incidents.findForChange(workspaceId, id);
      if (incident === null || incident.snoozedUntil === null || incident.snoozedUntil > at) return;
      await tx.incidents.update(workspaceId, id, { snoozedUntil: null, updatedAt: at });
      const step = { kind: 'unsnoozed', text: 'The snooze is over', by: null } as const;
      await tx.timeline.insert([
        { ...step, id: newId(), incidentId: id, workspaceId, at, alertId: null, value: null, severity: null },
      ]);
      await wakeIncident(tx, services, { workspaceId, at, incidentId: id });
    });
}
