import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';

/** Ends it by hand. Alerts that still fire stay in it and tell nobody any more, which the timeline says. Throws `not_found` and `conflict`. */
export function resolveIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'resolve',
    run: async (incident, { tx, by, now }) => {
      const { kind, change } = moveOn(incident, 'resolve', now);
      const firing = (await tx.incidents.find(incident.workspaceId, id))?.firing ?? 0;
      const rest = firing === 1 ? 'One alert still fires and tells' : `${firing} alerts still fire and tell`;
      const text = firing === 0 ? `${by.name} resolved it` : `${by.name} resolved it. ${rest} nobody any more`;
      return { change, entries: [{ kind, text }] };
    },
  });
}
