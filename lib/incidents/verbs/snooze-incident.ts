import { z } from 'zod';
import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { checkInput } from '@/lib/model/check-input';
import { formatDuration, minuteMs } from '@/lib/time/duration';

const weekMinutes = 7 * 24 * 60;
const inputSchema = z.strictObject({ minutes: z.number().int().min(1).max(weekMinutes) });

/** Nobody is told of it for some minutes; a second time counts from now. Throws `invalid_input`, `not_found` and `conflict`. */
export async function snoozeIncident(
  ctx: Context,
  { id, input }: { id: string; input: unknown },
): Promise<IncidentView> {
  const { minutes } = checkInput(inputSchema, input);
  return changeIncident(ctx, {
    id,
    action: 'snooze',
    run: (_incident, { by, now }) => {
      const snoozedUntil = now + minutes * minuteMs;
      const until = `${new Date(snoozedUntil).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      const text = `${by.name} snoozed it for ${formatDuration(minutes * minuteMs)}, until ${until}`;
      return { change: { snoozedUntil }, entries: [{ kind: 'snoozed', text }] };
    },
  });
}
