import { z } from 'zod';
import { encode } from 'uqr';
import { accountOf, confirmPassword, type AccountContext } from '@/lib/auth/account/account-of';
import { AppError } from '@/lib/errors/app-error';
import type { QrCode } from '@/lib/model/second-factor';
import { newTotpSecret, totpUri } from './totp';

export const beginEnrolmentInput = z.strictObject({ password: z.string().min(1).max(1_024) });

/** What the app has to know; shown once, until the first code has come back. */
export type Enrolment = { secret: string; uri: string; qr: QrCode };

/**
 * Begins to add a second factor: a new secret that counts from the first code on. Throws `conflict` when there is one
 * already or there is no password to be the first, `invalid_input` for a wrong password.
 */
export async function beginEnrolment(
  ctx: AccountContext,
  { password }: z.output<typeof beginEnrolmentInput>,
): Promise<Enrolment> {
  const { user } = await accountOf(ctx);
  if (user.passwordHash === null)
    throw new AppError('conflict', 'You sign in through the identity provider, so the second factor is set up there');
  await confirmPassword(ctx, user, password);
  if ((await ctx.store.secondFactors.find(user.id))?.confirmedAt)
    throw new AppError('conflict', 'There is a second factor already. Remove it first.');
  const secret = newTotpSecret();
  const factor = { userId: user.id, secret: ctx.account.box.seal(secret), createdAt: ctx.clock.now() };
  await ctx.store.secondFactors.put({ ...factor, confirmedAt: null, lastStep: 0 });
  const uri = totpUri(secret, { issuer: 'Sightglass', label: user.email });
  const { size, data } = encode(uri, { ecc: 'M', border: 2 });
  return { secret, uri, qr: { size, rows: data.map((row) => row.map(Number).join('')) } };
}
