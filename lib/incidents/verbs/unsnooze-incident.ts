import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';

/** People are told of it again. Throws `not_found` and `conflict`. */
export function unsnoozeIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  return changeIncident(ctx, {
    id,
    action: 'unsnooze',
    run: (_incident, { by }) => ({
      change: { snoozedUntil: null },
      entries: [{ kind: 'unsnoozed', text: `${by.name} ended the snooze` }],
    }),
  });
}
