import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';

/** Takes an acknowledgement back, so that escalation goes on. Throws `not_found` and `conflict`. */
export function unacknowledgeIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'unacknowledge',
    run: (incident, { by, now }) => {
      const { kind, change } = moveOn(incident, 'unacknowledge', now);
      return { change, entries: [{ kind, text: `${by.name} took the acknowledgement back` }] };
    },
  });
}
