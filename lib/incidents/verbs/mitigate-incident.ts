import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';

/** It does no harm any more, though its cause is still there. Throws `not_found` and `conflict`. */
export function mitigateIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'mitigate',
    run: (incident, { by, now }) => {
      const { kind, change } = moveOn(incident, 'mitigate', now);
      return { change, entries: [{ kind, text: `${by.name} marked it as mitigated` }] };
    },
  });
}
