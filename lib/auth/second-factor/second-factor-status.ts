import { accountOf, type AccountContext } from '@/lib/auth/account/account-of';
import type { SecondFactorStatus } from '@/lib/model/second-factor';

/** Whether the user has a second factor, since when, and how many recovery codes are left. */
export async function secondFactorStatus(ctx: Pick<AccountContext, 'store' | 'actor'>): Promise<SecondFactorStatus> {
  const { user } = await accountOf(ctx);
  const factor = await ctx.store.secondFactors.find(user.id);
  if (factor === null || factor.confirmedAt === null) return { isOn: false, since: null, recoveryCodesLeft: 0 };
  const recoveryCodesLeft = await ctx.store.secondFactors.countRecoveryCodes(user.id);
  return { isOn: true, since: factor.confirmedAt, recoveryCodesLeft };
}
