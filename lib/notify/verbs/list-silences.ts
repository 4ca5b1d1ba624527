import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { silenceState, type Silence, type SilenceState } from '@/lib/model/silence';

export type ListSilencesInput = { state?: SilenceState | undefined };

/** The silences of the workspace: those that hold or will first, then those that are over, the newest end first. */
export async function listSilences(ctx: Context, { state }: ListSilencesInput = {}): Promise<Silence[]> {
  authorize(ctx, 'alerts:read');
  const now = ctx.clock.now();
  const all = await ctx.store.silences.list(
    ctx.actor.workspaceId,
    state === undefined || state === 'expired' ? 0 : now,
  );
  const wanted = all.filter((silence) => state === undefined || silenceState(silence, now) === state);
  const open = wanted.filter((silence) => silenceState(silence, now) !== 'expired');
  const over = wanted.filter((silence) => silenceState(silence, now) === 'expired');
  return [...open, ...over.reverse()];
}
