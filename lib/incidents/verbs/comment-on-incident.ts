import { z } from 'zod';
import type { Context } from '@/lib/context';
import { changeIncident } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { checkInput } from '@/lib/model/check-input';

const inputSchema = z.strictObject({ text: z.string().trim().min(1).max(10_000) });

/** Writes Markdown into the timeline. Throws `invalid_input`, `not_found` and `conflict`. */
export async function commentOnIncident(
  ctx: Context,
  { id, input }: { id: string; input: unknown },
): Promise<IncidentView> {
  const { text } = checkInput(inputSchema, input);
  return changeIncident(ctx, {
    id,
    action: 'comment',
    run: () => ({ change: {}, entries: [{ kind: 'comment', text }] }),
  });
}
