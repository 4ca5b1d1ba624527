import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { escalateIncident as tellNextStep } from '@/lib/notify/telling/enrol';

/** Tells the next step of its policies now. Throws `conflict` when there is none, and `not_found`. */
export function escalateIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'escalate',
    run: async ({ workspaceId }, { tx, by, now }) => {
      const told = await tellNextStep(tx, ctx, { workspaceId, at: now, incidentId: id });
      if (told.length === 0)
        throw new AppError('conflict', 'There is nobody further to tell: all steps of its policies were told.');
      return { change: {}, entries: [{ kind: 'escalated', text: `${by.name} escalated it to ${told.join(', ')}` }] };
    },
  });
}
