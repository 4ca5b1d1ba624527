import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { silenceState, type Silence, type SilenceInput } from '@/lib/model/silence';
import { checkSilence, noSuchSilence } from '@/lib/notify/telling/check-silence';
import { insertSilence } from './create-silence';
import { expireSilence } from './end-silence';

export type UpdateSilenceInput = { id: string; silence: unknown; createdBy?: string | undefined };

/**
 * Changes a silence. End and comment of one that holds, and all but a start in the past of one that is to come, keep its id; whatever else
 * changes ends it and makes another, so that it stays true what was silenced when, as in Alertmanager. Throws `invalid_input` and
 * `not_found`.
 */
export async function updateSilence(ctx: Context, input: UpdateSilenceInput): Promise<Silence> {
  authorize(ctx, 'silences:write');
  const now = ctx.clock.now();
  return ctx.store.transaction(async (tx) => {
    const before = await tx.silences.find(ctx.actor.workspaceId, input.id);
    if (before === null) throw noSuchSilence();
    const wanted = checkSilence(input.silence, now);
    if (!keepsId(before, { ...wanted, startsAt: startOf(input.silence, wanted) }, now)) {
      if (silenceState(before, now) !== 'expired') await expireSilence(tx, ctx, before);
      return insertSilence(tx, ctx, { silence: input.silence, createdBy: input.createdBy });
    }
    const startsAt = silenceState(before, now) === 'active' ? before.startsAt : wanted.startsAt;
    const change = { ...wanted, startsAt, updatedAt: now };
    await tx.silences.update(before.workspaceId, before.id, change);
    const after = { ...before, ...change };
    await record(tx, ctx, { action: 'silence.update', target: `silence:${before.id}`, before, after });
    return after;
  });
}

/** As it was asked for; the check moves a start in the past to now. */
const startOf = (input: unknown, checked: SilenceInput): number =>
  (input as Partial<SilenceInput>).startsAt ?? checked.startsAt;

function keepsId(before: Silence, wanted: SilenceInput, now: number): boolean {
  const state = silenceState(before, now);
  if (state === 'expired' || matchersKey(before) !== matchersKey(wanted)) return false;
  return state === 'active' ? wanted.startsAt === before.startsAt : wanted.startsAt >= now;
}

const matchersKey = ({ matchers }: Pick<SilenceInput, 'matchers'>): string =>
  JSON.stringify(
    matchers.map(({ name, value, isRegex, isEqual }) => JSON.stringify([name, value, isRegex, isEqual])).sort(),
  );
