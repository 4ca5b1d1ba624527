import { z } from 'zod';
import { accountOf, type AccountContext } from '@/lib/auth/account/account-of';
import { recordAccount } from '@/lib/auth/record-account';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { checkCode } from './check-code';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';

export const codeInput = z.strictObject({ code: z.string().trim().min(1).max(40) });

/**
 * Turns the second factor on with a first code of the app. The recovery codes in the answer are seen this once. Throws
 * `not_found` when none was begun, `invalid_input` for a wrong code, `rate_limited`.
 */
export async function confirmEnrolment(
  ctx: AccountContext,
  { code }: z.output<typeof codeInput>,
): Promise<{ recoveryCodes: string[] }> {
  const { user } = await accountOf(ctx);
  const factor = await ctx.store.secondFactors.find(user.id);
  if (factor === null || factor.confirmedAt !== null)
    throw new AppError('not_found', 'No second factor waits for its first code');
  await ownCode(ctx, { factor, code });
  const recoveryCodes = newRecoveryCodes();
  await ctx.store.transaction(async (tx) => {
    await tx.secondFactors.setRecoveryCodes(
      user.id,
      recoveryCodes.map((each) => hashRecoveryCode(user.id, each)),
    );
    await recordAccount(tx, ctx, { userId: user.id, action: 'second_factor.enrol' });
  });
  return { recoveryCodes };
}

/** The code of somebody who is signed in: a wrong one is a wrong field and no reason to sign in again. */
export async function ownCode(ctx: AccountContext, given: Omit<Parameters<typeof checkCode>[1], 'ip'>): Promise<void> {
  try {
    await checkCode(ctx, { ...given, ip: `account ${given.factor.userId}` });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'unauthenticated') throw error;
    throw new AppError('invalid_input', error.message, { fields: [{ path: 'code', reason: error.message }] });
  }
}
