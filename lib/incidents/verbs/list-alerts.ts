import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { readCursor, writeCursor } from '@/lib/model/cursor';
import type { Alert } from '@/lib/model/incident';

export type ListAlertsInput = {
  ruleId?: string | undefined;
  incidentId?: string | undefined;
  /** Only those that fire now. */
  isOpen?: boolean | undefined;
  /** Those that fired at any time from `from` to `to`, Unix ms. */
  from?: number | undefined;
  to?: number | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Every alert that fired, newest start first. Throws `invalid_input` for a cursor that is none. */
export async function listAlerts(
  ctx: Context,
  input: ListAlertsInput,
): Promise<{ alerts: Alert[]; cursor: string | null }> {
  authorize(ctx, 'alerts:read');
  const { ruleId, incidentId, isOpen, from, to, cursor, limit } = input;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const found = await ctx.store.alerts.list(ctx.actor.workspaceId, {
    ruleId,
    incidentId,
    isOpen,
    from,
    to,
    before: after && { startsAt: after.at, id: after.id },
    limit: limit + 1,
  });
  const alerts = found.slice(0, limit);
  const last = found.length > limit ? alerts.at(-1) : undefined;
  return { alerts, cursor: last === undefined ? null : writeCursor(last.startsAt, last.id) };
}
