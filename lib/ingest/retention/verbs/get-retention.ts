import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { RetentionStatus } from '@/lib/model/retention';
import { cutoffOf } from '../retention-plan';

/** How long the workspace keeps events, and what `days` (by default, what holds now) would have deleted at once. */
export async function getRetention(ctx: Context, { days }: { days?: number | null }): Promise<RetentionStatus> {
  authorize(ctx, 'workspace:read');
  const { workspaceId } = ctx.actor;
  const current = (await ctx.store.workspaces.find(workspaceId))?.retentionDays ?? null;
  const asked = days === undefined ? current : days;
  if (asked === null) return { days: current, expired: null };
  const before = cutoffOf(asked, ctx.clock.now());
  const { rows } = await ctx.engine.query<{ n: number }>({
    sql: `SELECT count() AS n FROM events
          WHERE workspace = {workspace:String} AND timestamp < fromUnixTimestamp64Milli({before:Int64}, 'UTC')`,
    params: { workspace: workspaceId, before },
    ...(ctx.signal && { signal: ctx.signal }),
  });
  return { days: current, expired: { before, events: rows[0]?.n ?? 0 } };
}
