import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { IncidentSummary } from '@/lib/model/incident';
import { secondMs } from '@/lib/time/duration';

/** A change is dated when its transaction begins and seen when it ends, and replicas have other clocks. */
const overlapMs = 10 * secondMs;
const limit = 100;

/** The incidents of the workspace, in any state, that changed since a moment (Unix ms), and a little from before it; 100 at most. */
export async function listChangedIncidents(ctx: Context, { since }: { since: number }): Promise<IncidentSummary[]> {
  authorize(ctx, 'alerts:read');
  return await ctx.store.incidents.list(ctx.actor.workspaceId, { changedFrom: since - overlapMs, limit });
}
