import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { silenceState, type Silence } from '@/lib/model/silence';
import { noSuchSilence } from '@/lib/notify/telling/check-silence';
import type { Store } from '@/lib/store/store';

/** Ends a silence now; one that is over already stays as it is. What it held back is told at the next tick. Throws `not_found`. */
export async function endSilence(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'silences:write');
  await ctx.store.transaction(async (tx) => {
    const before = await tx.silences.find(ctx.actor.workspaceId, id);
    if (before === null) throw noSuchSilence();
    if (silenceState(before, ctx.clock.now()) !== 'expired') await expireSilence(tx, ctx, before);
  });
}

/** The same within a transaction. One that has not begun never does. */
export async function expireSilence(tx: Store, ctx: Context, before: Silence): Promise<void> {
  const now = ctx.clock.now();
  const change = { startsAt: Math.min(before.startsAt, now), endsAt: now, updatedAt: now };
  await tx.silences.update(before.workspaceId, before.id, change);
  await record(tx, ctx, {
    action: 'silence.end',
    target: `silence:${before.id}`,
    before,
    after: { ...before, ...change },
  });
}
