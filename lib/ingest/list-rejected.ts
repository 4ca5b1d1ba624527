import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { RejectedEvent } from '@/lib/model/event';

/** What the portal shows; `reason` and `name` match anywhere in the text, whatever the case. */
export type ListRejectedInput = { reason?: string | undefined; name?: string | undefined; limit?: number | undefined };

/** The latest refused events of the workspace, newest first, kept for 7 days. Throws AppError forbidden and what the engine throws. */
export async function listRejected(ctx: Context, input: ListRejectedInput): Promise<RejectedEvent[]> {
  authorize(ctx, 'rejected:read');
  const { workspaceId } = ctx.actor;
  const params = {
    workspace: workspaceId,
    reason: input.reason ?? '',
    name: input.name ?? '',
    limit: input.limit ?? 100,
  };
  const { rows } = await ctx.admission.run(
    () =>
      ctx.breakers.engine.run(
        (signal) => ctx.engine.query<RejectedEvent>({ sql, params, timeoutMs, signal }),
        timeoutMs,
      ),
    { workspaceId, class: 'interactive', shape: sql, signal: ctx.signal },
  );
  return rows.map((row) => ({ ...row, receivedAt: Number(row.receivedAt) }));
}

const timeoutMs = 5_000;

const sql = `
SELECT toUnixTimestamp64Milli(received_at) AS receivedAt, source, event_name AS eventName, event_id AS eventId, reason, sample
FROM rejected_events
WHERE workspace = {workspace:String}
  AND positionCaseInsensitiveUTF8(reason, {reason:String}) > 0
  AND positionCaseInsensitiveUTF8(event_name, {name:String}) > 0
ORDER BY received_at DESC
LIMIT {limit:UInt32}`;
