import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readCursor, writeCursor } from '@/lib/model/cursor';
import type { IncidentStatus, IncidentSummary } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';

export type ListIncidentsInput = {
  /** `open` is all that somebody still has to do something about. */
  status: 'open' | 'resolved' | 'all';
  severities?: readonly Severity[] | undefined;
  /** Id of a user, `me` for who is asking. */
  owner?: string | undefined;
  /** Part of the title, or `#12`. */
  text?: string | undefined;
  /** Opened from `from` to before `to`, Unix ms. */
  from?: number | undefined;
  to?: number | undefined;
  cursor?: string | undefined;
  limit: number;
};
export type IncidentList = {
  incidents: IncidentSummary[];
  /** Where the list goes on; null at its end. */
  cursor: string | null;
  /** How many are open in the whole workspace. */
  open: Partial<Record<Severity, number>>;
};

const statusesOf: Record<ListIncidentsInput['status'], readonly IncidentStatus[] | undefined> = {
  open: ['triage', 'acknowledged', 'mitigated'],
  resolved: ['resolved'],
  all: undefined,
};

/** The incidents of the workspace, newest first. Throws `invalid_input` for a cursor that is none. */
export async function listIncidents(ctx: Context, input: ListIncidentsInput): Promise<IncidentList> {
  authorize(ctx, 'alerts:read');
  const { workspaceId } = ctx.actor;
  const { status, severities, owner, text, from, to, cursor, limit } = input;
  const ownerId = owner === 'me' && ctx.actor.kind === 'user' ? ctx.actor.userId : owner;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const found = await ctx.store.incidents.list(workspaceId, {
    statuses: statusesOf[status],
    severities,
    ownerId,
    text,
    from,
    to,
    before: after && { openedAt: after.at, id: after.id },
    limit: limit + 1,
  });
  const incidents = found.slice(0, limit);
  const last = found.length > limit ? incidents.at(-1) : undefined;
  return {
    incidents,
    cursor: last === undefined ? null : writeCursor(last.openedAt, last.id),
    open: await ctx.store.incidents.countOpen(workspaceId),
  };
}
