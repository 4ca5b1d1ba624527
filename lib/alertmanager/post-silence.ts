import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { silenceState, type Silence } from '@/lib/model/silence';
import { matchersText } from '@/lib/notify/matches-all';
import type { Store } from '@/lib/store/store';
import { parseBody } from './parse-body';
import { noSuchSilence, parseSilence, parseSilenceId, type PostedSilence } from './parse-silence';

/**
 * POST /api/v2/silences. With the id of one that is not over, its end and comment change; other matchers or another start end
 * it and make a new one, so that what was muted when can be told later. Throws AmError.
 */
export async function postSilence(
  ctx: Context,
  { contentType, text }: { contentType: string | null; text: string },
): Promise<{ silenceID: string }> {
  authorize(ctx, 'silences:write');
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const posted = parseSilence(parseBody(contentType, text, 'silence'), now);
  return ctx.store.transaction(async (tx) => {
    const before = posted.id === null ? null : await tx.silences.find(workspaceId, parseSilenceId(posted.id));
    if (posted.id !== null && before === null) throw noSuchSilence(404);
    const after = before === null ? null : changed(before, posted, now);
    if (after !== null) {
      await tx.silences.update(workspaceId, after.id, after);
      await record(tx, ctx, { action: 'silence.update', target: `silence:${after.id}`, before, after });
      return { silenceID: after.id };
    }
    if (before !== null) await end(tx, before, now);
    const { id: _, startsAt, ...rest } = posted;
    const silence: Silence = {
      ...rest,
      id: crypto.randomUUID(),
      workspaceId,
      startsAt: Math.max(startsAt, now),
      updatedAt: now,
    };
    await tx.silences.insert(silence);
    await record(tx, ctx, { action: 'silence.create', target: `silence:${silence.id}`, after: silence });
    return { silenceID: silence.id };
  });
}

/** The silence with another end and comment; null when that is not all that is asked for. */
function changed(before: Silence, posted: PostedSilence, now: number): Silence | null {
  const state = silenceState(before, now);
  const isSame = matchersText(before.matchers) === matchersText(posted.matchers);
  const mayStart = state === 'pending' ? posted.startsAt >= now : posted.startsAt === before.startsAt;
  if (state === 'expired' || !isSame || !mayStart) return null;
  const { startsAt, endsAt, comment, createdBy } = posted;
  return { ...before, startsAt, endsAt, comment, createdBy, updatedAt: now };
}

async function end(tx: Store, { workspaceId, id, startsAt, endsAt }: Silence, now: number): Promise<void> {
  if (endsAt <= now) return;
  await tx.silences.update(workspaceId, id, { startsAt: Math.min(startsAt, now), endsAt: now, updatedAt: now });
}
