import { authorize } from '@/lib/auth/permissions';
import { verifyPassword } from '@/lib/auth/password';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { User } from '@/lib/store/store';

export type AccountContext = Pick<Context, 'store' | 'clock' | 'newId' | 'actor' | 'account' | 'live'>;
export type Account = { user: User; /** The one that asks. */ sessionId: string | null };

/** The signed-in user's own account. Throws `forbidden` for keys, which have none. */
export async function accountOf(ctx: Pick<Context, 'store' | 'actor'>): Promise<Account> {
  authorize(ctx, 'account:manage');
  if (ctx.actor.kind !== 'user')
    throw new AppError('forbidden', 'Only who is signed in has an account. A key has none.');
  const user = await ctx.store.users.find(ctx.actor.userId);
  if (user === null) throw new AppError('unauthenticated', 'This account was removed');
  return { user, sessionId: ctx.actor.sessionId ?? null };
}

/** Asks for the password again before what a stolen session must not do. Throws `invalid_input` or `rate_limited`. */
export async function confirmPassword(
  { account }: Pick<Context, 'account'>,
  user: User,
  password: string,
): Promise<void> {
  const attempt = account.limits.password.begin({ account: user.email.toLowerCase(), ip: `account ${user.id}` });
  const matches = await verifyPassword(user.passwordHash, password).catch((error: unknown) => {
    attempt.cancel();
    throw error;
  });
  if (!matches)
    throw new AppError('invalid_input', 'The password is wrong', {
      fields: [{ path: 'password', reason: 'This is not your password' }],
    });
  attempt.succeed();
}
