import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { noSuchSilence, parseSilenceId } from './parse-silence';

/** DELETE /api/v2/silence/:id ends it now; one that is over stays so. Throws AmError 500 for an unknown one, as Alertmanager. */
export async function expireSilence(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'silences:write');
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  await ctx.store.transaction(async (tx) => {
    const silence = await tx.silences.find(workspaceId, parseSilenceId(id));
    if (silence === null) throw noSuchSilence(500);
    if (silence.endsAt <= now) return;
    await tx.silences.update(workspaceId, silence.id, {
      startsAt: Math.min(silence.startsAt, now),
      endsAt: now,
      updatedAt: now,
    });
    await record(tx, ctx, { action: 'silence.end', target: `silence:${silence.id}` });
  });
}
