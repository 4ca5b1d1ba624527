import { z } from 'zod';
import { accountOf, confirmPassword, type AccountContext } from '@/lib/auth/account/account-of';
import { recordAccount } from '@/lib/auth/record-account';
import { AppError } from '@/lib/errors/app-error';
import type { SecondFactor } from '@/lib/store/account-ports';
import { codeInput, ownCode } from './confirm-enrolment';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';

export const passwordAndCodeInput = codeInput.extend({ password: z.string().min(1).max(1_024) });
type PasswordAndCode = z.output<typeof passwordAndCodeInput>;

/** Turns the second factor off; takes the password and a code. Throws `not_found`, `invalid_input`, `rate_limited`. */
export async function removeSecondFactor(ctx: AccountContext, input: PasswordAndCode): Promise<void> {
  const { userId } = await proveBoth(ctx, input);
  await ctx.store.transaction(async (tx) => {
    await tx.secondFactors.remove(userId);
    await recordAccount(tx, ctx, { userId, action: 'second_factor.remove' });
  });
}

/** Ten new recovery codes in place of the old ones; takes the password and a code. Throws like `removeSecondFactor`. */
export async function renewRecoveryCodes(
  ctx: AccountContext,
  input: PasswordAndCode,
): Promise<{ recoveryCodes: string[] }> {
  const { userId } = await proveBoth(ctx, input);
  const recoveryCodes = newRecoveryCodes();
  await ctx.store.transaction(async (tx) => {
    await tx.secondFactors.setRecoveryCodes(
      userId,
      recoveryCodes.map((code) => hashRecoveryCode(userId, code)),
    );
    await recordAccount(tx, ctx, { userId, action: 'second_factor.renew_codes' });
  });
  return { recoveryCodes };
}

async function proveBoth(ctx: AccountContext, { password, code }: PasswordAndCode): Promise<SecondFactor> {
  const { user } = await accountOf(ctx);
  const factor = await ctx.store.secondFactors.find(user.id);
  if (factor === null || factor.confirmedAt === null) throw new AppError('not_found', 'There is no second factor');
  await confirmPassword(ctx, user, password);
  await ownCode(ctx, { factor, code });
  return factor;
}
