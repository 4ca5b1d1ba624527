import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { recordAccount } from '@/lib/auth/record-account';
import type { User } from '@/lib/store/store';
import { hourMs } from '@/lib/time/duration';
import { resetMail } from './reset-mail';

export const requestResetInput = z.strictObject({ email: z.string().trim().toLowerCase().min(1).max(254) });
export type ResetDeps = Pick<Services, 'store' | 'clock' | 'newId' | 'log' | 'account' | 'mail' | 'publicUrl'>;

export const resetMs = hourMs;
/** SHA-256, hex: a token of 256 random bits needs no slow hash. */
export const hashResetToken = (token: string): string => hash('sha256', token, 'hex');

/**
 * Sends a link to set a new password, good for an hour, when somebody signs in with this email. The caller cannot tell:
 * the answer is the same, and comes before the account is looked for. Throws `conflict` without a mail server and
 * `rate_limited` with `retryAfterMs` after three requests for an account, or ten from an address, within an hour.
 */
export function requestReset(
  deps: ResetDeps,
  { email, ip }: z.output<typeof requestResetInput> & { ip: string },
): { sending: Promise<void> } {
  if (!deps.mail.isConfigured)
    throw new AppError(
      'conflict',
      'This portal has no mail server. An administrator can run: npm run reset-password -- EMAIL',
    );
  deps.account.limits.reset.begin({ account: email, ip });
  const sending = sendLink(deps, { email, ip }).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'the mail with the link for a new password could not be sent');
  });
  return { sending };
}

async function sendLink(deps: ResetDeps, { email, ip }: { email: string; ip: string }): Promise<void> {
  const user = await deps.store.users.findByEmail(email);
  if (user === null) return;
  const token = await makeToken(deps, { user, ip });
  await deps.mail.send(resetMail(user, `${deps.publicUrl}/reset?token=${token}`));
}

async function makeToken(deps: ResetDeps, { user, ip }: { user: User; ip: string }): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    await tx.passwordResets.purge(now);
    await tx.passwordResets.insert({
      hash: hashResetToken(token),
      userId: user.id,
      createdAt: now,
      expiresAt: now + resetMs,
    });
    await recordAccount(tx, deps, { userId: user.id, purpose: 'reset', action: 'password.forgot', after: { ip } });
  });
  return token;
}
