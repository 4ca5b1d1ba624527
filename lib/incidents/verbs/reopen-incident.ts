import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';

/** Opens one again that was resolved or mitigated. It stays open until it is resolved by hand, or its next alert resolves. Throws `not_found` and `conflict`. */
export function reopenIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'reopen',
    run: (incident, { by, now }) => {
      const { kind, change } = moveOn(incident, 'reopen', now);
      return { change, entries: [{ kind, text: `${by.name} reopened it` }] };
    },
  });
}
