import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Person, PersonDeletionView } from '@/lib/model/person';
import { deletionView } from './deletion-view';
import { checkUserId, ofPerson } from './of-person';

const timeoutMs = 30_000;
const shownNames = 50;

type Row = { name: string; events: number; first: number; last: number };

/** What there is of a user id in the actor's workspace, and the deletion that is under way. Throws `invalid_input`. */
export async function findPerson(
  ctx: Context,
  { userId }: { userId: string },
): Promise<{ person: Person; deletion: PersonDeletionView | null }> {
  authorize(ctx, 'people:manage');
  checkUserId(userId);
  const { workspaceId } = ctx.actor;
  const params = { workspace: workspaceId, userId };
  const ask = <T>(sql: string) =>
    ctx.admission.run(() => ctx.engine.query<T>({ sql, params, timeoutMs }), { workspaceId, class: 'bulk' });
  const { rows } = await ask<Row>(
    `SELECT name, toFloat64(count()) AS events, toFloat64(toUnixTimestamp64Milli(min(timestamp))) AS first,
            toFloat64(toUnixTimestamp64Milli(max(timestamp))) AS last
     FROM events WHERE ${ofPerson} GROUP BY name ORDER BY events DESC, name`,
  );
  const sessions = await ask<{ n: number }>(
    `SELECT toFloat64(uniqExactIf(session_id, session_id != '')) AS n FROM events WHERE ${ofPerson}`,
  );
  const deletion = await ctx.store.personDeletions.findByUser(workspaceId, userId);
  return {
    person: {
      userId,
      events: rows.reduce((sum, { events }) => sum + events, 0),
      sessions: sessions.rows[0]?.n ?? 0,
      firstSeenAt: rows.length === 0 ? null : Math.min(...rows.map(({ first }) => first)),
      lastSeenAt: rows.length === 0 ? null : Math.max(...rows.map(({ last }) => last)),
      names: rows.slice(0, shownNames).map(({ name, events }) => ({ name, events })),
    },
    deletion: deletion && deletionView(deletion),
  };
}
