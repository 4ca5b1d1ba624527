import type { AccountParts } from '@/lib/auth/account-parts';
import type { SignInAttempt } from '@/lib/auth/sign-in-limiter';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { SecondFactor } from '@/lib/store/account-ports';
import { hashRecoveryCode } from './recovery-codes';
import { stepOfCode } from './totp';

type Deps = Pick<Services, 'store' | 'clock'> & { account: Pick<AccountParts, 'box' | 'limits'> };
type Given = { factor: SecondFactor; code: string; ip: string };

/**
 * Takes a code of the app, or a recovery code, once; says which it was. Throws `unauthenticated` for a wrong or used one and
 * `rate_limited` with `retryAfterMs` after five of them within 15 minutes.
 */
export async function checkCode(deps: Deps, given: Given): Promise<'app' | 'recovery'> {
  const attempt = deps.account.limits.code.begin({ account: given.factor.userId, ip: given.ip });
  const kind = await taken(deps, given).catch((error: unknown) => {
    attempt.cancel();
    throw error;
  });
  return accepted(kind, attempt);
}

function accepted<Kind>(kind: Kind | null, attempt: SignInAttempt): Kind {
  if (kind === null)
    throw new AppError('unauthenticated', 'This code is wrong or was used before', { detail: wrongCode });
  attempt.succeed();
  return kind;
}

/** Marks the refusal for the page, which asks for the code again and keeps the password. */
export const wrongCode = 'wrong_code';

async function taken({ store, clock, account }: Deps, { factor, code }: Given): Promise<'app' | 'recovery' | null> {
  const { userId } = factor;
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) {
    const isTaken = await store.secondFactors.takeRecoveryCode(userId, hashRecoveryCode(userId, code), clock.now());
    return isTaken ? 'recovery' : null;
  }
  const step = stepOfCode(account.box.unseal(factor.secret), digits, clock.now());
  if (step === null) return null;
  return (await store.secondFactors.takeStep(userId, step, clock.now())) ? 'app' : null;
}
