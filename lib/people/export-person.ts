import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkUserId, ofPerson } from './of-person';

const timeoutMs = 600_000;

/**
 * All events of a user id as NDJSON, oldest first, in the form in which events are sent; memory does not grow with them. That
 * it was asked for is written down, without whose they are. Throws `invalid_input`.
 */
export async function exportPerson(ctx: Context, { userId }: { userId: string }): Promise<AsyncIterable<Buffer>> {
  authorize(ctx, 'people:manage');
  checkUserId(userId);
  const { workspaceId } = ctx.actor;
  const place = await ctx.admission.enter({ workspaceId, class: 'bulk', signal: ctx.signal });
  try {
    await record(ctx.store, ctx, { action: 'person.export', target: `workspace:${workspaceId}` });
  } catch (error) {
    place.leave('ignored');
    throw error;
  }
  const lines = ctx.engine.exportLines({
    sql: `SELECT event_id AS id, name, concat(substring(formatDateTime(events.timestamp, '%Y-%m-%dT%H:%i:%S.%f', 'UTC'), 1, 23), 'Z') AS timestamp, user_id AS userId,
                 session_id AS sessionId, value, properties
          FROM events WHERE ${ofPerson} ORDER BY events.timestamp, event_id`,
    params: { workspace: workspaceId, userId },
    settings: { max_threads: 1, output_format_json_quote_denormals: 1 },
    timeoutMs,
    ...(ctx.signal && { signal: ctx.signal }),
  });
  return leaving(lines, () => place.leave('ignored'));
}

async function* leaving(lines: AsyncIterable<Buffer>, leave: () => void): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* lines;
  } finally {
    leave();
  }
}
