import { z } from 'zod';
import type { Services } from '@/lib/context';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { endSessions } from '@/lib/auth/end-sessions';
import { hashPassword } from '@/lib/auth/password';
import { newPasswordSchema } from '@/lib/model/access';
import { recordAccount } from '@/lib/auth/record-account';
import type { PasswordReset } from '@/lib/store/account-ports';
import type { Store } from '@/lib/store/store';
import { hashResetToken } from './request-reset';

export const resetWithTokenInput = z.strictObject({
  token: z.string().min(1).max(200),
  newPassword: newPasswordSchema,
});
type Deps = Pick<Services, 'store' | 'clock' | 'newId' | 'account' | 'live'>;

/** Whether a link still works, for the page that asks for the password. */
export async function isResetOpen(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  token: string,
): Promise<boolean> {
  return (await openReset(store, clock.now(), token)) !== null;
}

/**
 * Sets a new password with the token of a mail, once, and signs the user out everywhere. A second factor stays. Throws
 * `not_found` when the link was used, has run out or never was, `rate_limited` for who tries many.
 */
export async function resetWithToken(
  deps: Deps,
  { token, newPassword, ip }: z.output<typeof resetWithTokenInput> & { ip: string },
): Promise<void> {
  // Counted like wrong passwords from this address; nobody can guess one, but each try costs a look-up.
  const attempt = deps.account.limits.password.begin({ account: `reset ${ip}`, ip });
  const passwordHash = await hashPassword(newPassword);
  const ids = await setPassword(deps, { token, passwordHash, ip }).catch((error: unknown) => {
    if (toAppError(error).code !== 'not_found') attempt.cancel();
    throw error;
  });
  attempt.succeed();
  endSessions(deps, ids);
}

function setPassword(
  deps: Deps,
  { token, passwordHash, ip }: { token: string; passwordHash: string; ip: string },
): Promise<string[]> {
  return deps.store.transaction(async (tx) => {
    const reset = await openReset(tx, deps.clock.now(), token);
    // All links of the user go at once: of two who use one at the same time, the second finds nothing to remove.
    if (reset === null || (await tx.passwordResets.removeAll(reset.userId)) === 0) throw gone();
    await tx.users.setPassword(reset.userId, passwordHash);
    const ended = await tx.sessions.revokeAll(reset.userId, { except: null, at: deps.clock.now() });
    await recordAccount(tx, deps, {
      userId: reset.userId,
      action: 'password.reset',
      after: { ip, sessionsEnded: ended.length },
    });
    return ended;
  });
}

async function openReset(
  store: Pick<Store, 'passwordResets'>,
  now: number,
  token: string,
): Promise<PasswordReset | null> {
  const reset = await store.passwordResets.find(hashResetToken(token));
  return reset !== null && reset.expiresAt > now ? reset : null;
}

const gone = () => new AppError('not_found', 'This link was used already or is older than an hour. Ask for a new one.');
