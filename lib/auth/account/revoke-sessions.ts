import { z } from 'zod';
import { endSessions } from '@/lib/auth/end-sessions';
import { recordAccount } from '@/lib/auth/record-account';
import { AppError } from '@/lib/errors/app-error';
import { accountOf, type AccountContext } from './account-of';

export const revokeSessionInput = z.strictObject({ id: z.string().min(1).max(64) });

/** Signs one of the user's own sessions out, here at once and in other replicas within seconds. Throws `not_found`. */
export async function revokeSession(ctx: AccountContext, { id }: z.output<typeof revokeSessionInput>): Promise<void> {
  const { user } = await accountOf(ctx);
  await ctx.store.transaction(async (tx) => {
    const isEnded = await tx.sessions.revoke(user.id, id, ctx.clock.now());
    if (!isEnded) throw new AppError('not_found', 'This session has ended already, or it is not yours');
    await recordAccount(tx, ctx, { userId: user.id, action: 'session.revoke', after: { sessions: 1 } });
  });
  endSessions(ctx, [id]);
}

/** Signs every session of the user out except the one that asks. */
export async function revokeOtherSessions(ctx: AccountContext): Promise<{ revoked: number }> {
  const { user, sessionId } = await accountOf(ctx);
  const ids = await ctx.store.transaction(async (tx) => {
    const ended = await tx.sessions.revokeAll(user.id, { except: sessionId, at: ctx.clock.now() });
    if (ended.length > 0)
      await recordAccount(tx, ctx, { userId: user.id, action: 'session.revoke', after: { sessions: ended.length } });
    return ended;
  });
  endSessions(ctx, ids);
  return { revoked: ids.length };
}
