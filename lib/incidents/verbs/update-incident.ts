import { z } from 'zod';
import type { Context } from '@/lib/context';
import { changeIncident, type Changed } from '@/lib/incidents/change-incident';
import type { IncidentView } from '@/lib/incidents/incident-view';
import type { Person } from '@/lib/incidents/person';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import type { Incident } from '@/lib/model/incident';
import { severitySchema } from '@/lib/model/severity-schema';
import type { Store } from '@/lib/store/store';

const inputSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  severity: severitySchema.optional(),
  /** Null for nobody. */
  ownerId: z.string().min(1).max(60).nullable().optional(),
});
type Input = z.infer<typeof inputSchema>;
type At = { tx: Store; by: Person };

/** Renames it, chooses its severity, which alerts no longer raise then, or says who owns it. Throws `invalid_input`, `not_found` and `conflict`. */
export async function updateIncident(
  ctx: Context,
  { id, input }: { id: string; input: unknown },
): Promise<IncidentView> {
  const checked = checkInput(inputSchema, input);
  return changeIncident(ctx, {
    id,
    action: 'update',
    run: async (incident, at) => {
      const parts = [rename(incident, checked, at), grade(incident, checked, at), await assign(incident, checked, at)];
      return {
        change: Object.assign({}, ...parts.map(({ change }) => change)) as Partial<Incident>,
        entries: parts.flatMap(({ entries }) => entries),
      };
    },
  });
}

const nothing: Changed = { change: {}, entries: [] };

function rename(incident: Incident, { title }: Input, { by }: At): Changed {
  if (title === undefined || title === incident.title) return nothing;
  return { change: { title }, entries: [{ kind: 'renamed', text: `${by.name} renamed it from “${incident.title}”` }] };
}

function grade(incident: Incident, { severity }: Input, { by }: At): Changed {
  if (severity === undefined || severity === incident.severity) return nothing;
  return {
    change: { severity, isSeverityByHand: true },
    entries: [{ kind: 'severity', text: `${by.name} changed the severity from ${incident.severity} to ${severity}` }],
  };
}

async function assign(incident: Incident, { ownerId }: Input, { tx, by }: At): Promise<Changed> {
  if (ownerId === undefined || ownerId === incident.ownerId) return nothing;
  if (ownerId === null)
    return { change: { ownerId }, entries: [{ kind: 'assigned', text: `${by.name} left it without an owner` }] };
  const member = (await tx.workspaces.listMembers(incident.workspaceId)).find(({ userId }) => userId === ownerId);
  if (member === undefined) throw invalidInput([{ path: 'ownerId', reason: 'Nobody in this workspace has this id' }]);
  const text = ownerId === by.userId ? `${by.name} took it over` : `${by.name} assigned it to ${member.name}`;
  return { change: { ownerId }, entries: [{ kind: 'assigned', text }] };
}
