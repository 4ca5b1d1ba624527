import { z } from 'zod';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { SessionMethod } from '@/lib/model/session';
import type { User } from '@/lib/store/store';
import { verifyPassword } from './password';
import { recordAccount } from './record-account';
import { checkCode } from './second-factor/check-code';

/** No strict form for the email: the first user's may be `admin@localhost`. */
export const signInInput = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(1_024),
  /** Of the app or a recovery code; asked for in a second step. */
  code: z.string().trim().max(40).optional(),
  ip: z.string().max(100),
});
export type SignInInput = z.output<typeof signInInput>;
export type SignInDeps = Pick<Services, 'store' | 'clock' | 'newId' | 'account'>;
export type SignedInUser = Pick<User, 'id' | 'email' | 'name'> & { method: SessionMethod };

/** The `detail` of the refusal when the password was right and a code is needed. */
export const needsCode = 'second_factor';

/**
 * The user with this email and password, and this code where the account has a second factor. Throws `unauthenticated` when
 * there is none, without telling which of the two was wrong, with the detail `second_factor` when only the code is missing
 * and `wrong_code` when it is wrong; and `rate_limited` with `retryAfterMs` after five wrong attempts within 15 minutes.
 */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<SignedInUser> {
  const user = await checkPassword(deps, input);
  const factor = await deps.store.secondFactors.find(user.id);
  const isNeeded = factor !== null && factor.confirmedAt !== null;
  if (isNeeded && !input.code) throw new AppError('unauthenticated', 'Enter a code as well', { detail: needsCode });
  const kind = isNeeded ? await checkSecond(deps, { user, factor, code: input.code ?? '', ip: input.ip }) : null;
  await deps.store.transaction(async (tx) => {
    await tx.users.recordSignIn(user.id, deps.clock.now());
    const by = kind === null ? 'password' : kind === 'app' ? 'password and code' : 'password and recovery code';
    await recordAccount(tx, deps, {
      userId: user.id,
      purpose: 'sign-in',
      action: 'sign_in.accept',
      after: { ip: input.ip, by },
    });
  });
  return { id: user.id, email: user.email, name: user.name, method: kind === null ? 'password' : 'code' };
}

async function checkPassword(deps: SignInDeps, { email, password, ip }: SignInInput): Promise<User> {
  const attempt = deps.account.limits.password.begin({ account: email, ip });
  const found = async () => {
    const user = await deps.store.users.findByEmail(email);
    return { user, matches: await verifyPassword(user?.passwordHash ?? null, password) };
  };
  const { user, matches } = await found().catch((error: unknown) => {
    attempt.cancel();
    throw error;
  });
  if (user === null || !matches) {
    // An unknown email is not written down: people type their password into the wrong field.
    await refuse(deps, { userId: user?.id ?? 'unknown', ip, why: 'password' });
    throw new AppError('unauthenticated', 'The email or the password is wrong');
  }
  attempt.succeed();
  return user;
}

type Second = Omit<Parameters<typeof checkCode>[1], 'code'> & { user: User; code: string };

async function checkSecond(deps: SignInDeps, { user, ...given }: Second): Promise<'app' | 'recovery'> {
  try {
    return await checkCode(deps, given);
  } catch (error) {
    await refuse(deps, { userId: user.id, ip: given.ip, why: 'code' });
    throw error;
  }
}

async function refuse(deps: SignInDeps, { userId, ip, why }: { userId: string; ip: string; why: 'password' | 'code' }) {
  const after = { ip, wrong: why };
  await recordAccount(deps.store, deps, { userId, purpose: 'sign-in', action: 'sign_in.refuse', after });
}
