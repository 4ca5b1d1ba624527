import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import { closeGroup } from '@/lib/incidents/correlate/by-hand';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { moveOn } from '@/lib/incidents/lifecycle';
import { recall, remember } from '@/lib/incidents/stored-correlation';

/**
 * Ends it by hand. Alerts that still fire stay in it and tell nobody any more, which the timeline says; what fires from now on is
 * another incident, unless it was part of this one before. Throws `not_found` and `conflict`.
 */
export function resolveIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'resolve',
    before: async (tx) => void (await tx.correlations.lock(ctx.actor.workspaceId)),
    run: async (incident, { tx, by, now }) => {
      const { workspaceId } = incident;
      const memory = await recall(tx, ctx, { workspaceId, at: now });
      const correlation = closeGroup(memory.correlation, String(incident.number), correlationShape);
      await remember(tx, workspaceId, { ...memory, correlation });
      const { kind, change } = moveOn(incident, 'resolve', now);
      const firing = (await tx.incidents.find(workspaceId, id))?.firing ?? 0;
      const rest = firing === 1 ? 'One alert still fires and tells' : `${firing} alerts still fire and tell`;
      const text = firing === 0 ? `${by.name} resolved it` : `${by.name} resolved it. ${rest} nobody any more`;
      return { change, entries: [{ kind, text }] };
    },
  });
}
