import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';

/** Somebody has seen it and takes care; who does so owns it when nobody does. Throws `not_found` and `conflict`. */
export function acknowledgeIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'acknowledge',
    run: (incident, { by, now }) => {
      const { kind, change } = moveOn(incident, 'acknowledge', now);
      const isTaken = incident.ownerId === null && by.userId !== null;
      return {
        change: isTaken ? { ...change, ownerId: by.userId } : change,
        entries: [{ kind, text: isTaken ? `${by.name} acknowledged it and owns it` : `${by.name} acknowledged it` }],
      };
    },
  });
}
