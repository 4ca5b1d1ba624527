import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { IncidentStats } from '@/lib/incidents/incident-view';
import { dayMs } from '@/lib/time/duration';

/**
 * How many incidents opened in the last days, and how long it took to acknowledge and to resolve them, by severity and by day
 * of the workspace's timezone. Those that were merged, or that nobody was told of, do not count.
 */
export async function getIncidentStats(ctx: Context, { days }: { days: number }): Promise<IncidentStats> {
  authorize(ctx, 'alerts:read');
  const { workspaceId } = ctx.actor;
  const timezone = (await ctx.store.workspaces.find(workspaceId))?.timezone ?? 'UTC';
  const to = ctx.clock.now();
  const from = to - days * dayMs;
  const rows = await ctx.store.incidents.figures(workspaceId, { from, to, timezone });
  const nothing = { median: null, p90: null };
  const empty = { opened: 0, acknowledged: 0, resolved: 0, timeToAcknowledge: nothing, timeToResolve: nothing };
  return {
    from,
    to,
    all: rows.find(({ severity, day }) => severity === null && day === null)?.figures ?? empty,
    bySeverity: Object.fromEntries(
      rows.flatMap(({ severity, figures }) => (severity === null ? [] : [[severity, figures]])),
    ),
    byDay: rows
      .flatMap(({ day, figures }) => (day === null ? [] : [{ day, ...figures }]))
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}
