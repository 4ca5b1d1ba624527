import { z } from 'zod';
import { endSessions } from '@/lib/auth/end-sessions';
import { hashPassword } from '@/lib/auth/password';
import { newPasswordSchema } from '@/lib/model/access';
import { recordAccount } from '@/lib/auth/record-account';
import { AppError } from '@/lib/errors/app-error';
import { accountOf, confirmPassword, type AccountContext } from './account-of';

export const changePasswordInput = z.strictObject({
  password: z.string().min(1).max(1_024),
  newPassword: newPasswordSchema,
});

/** Changes the user's own password and signs out every other session. Throws `invalid_input` when the old one is wrong. */
export async function changePassword(
  ctx: AccountContext,
  { password, newPassword }: z.output<typeof changePasswordInput>,
): Promise<{ revoked: number }> {
  const { user, sessionId } = await accountOf(ctx);
  if (user.passwordHash === null)
    throw new AppError('conflict', 'You sign in through the identity provider, so there is no password to change');
  await confirmPassword(ctx, user, password);
  const passwordHash = await hashPassword(newPassword);
  const ids = await ctx.store.transaction(async (tx) => {
    await tx.users.setPassword(user.id, passwordHash);
    await tx.passwordResets.removeAll(user.id);
    const ended = await tx.sessions.revokeAll(user.id, { except: sessionId, at: ctx.clock.now() });
    await recordAccount(tx, ctx, {
      userId: user.id,
      action: 'password.change',
      after: { sessionsEnded: ended.length },
    });
    return ended;
  });
  endSessions(ctx, ids);
  return { revoked: ids.length };
}
