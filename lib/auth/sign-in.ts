import { z } from 'zod';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Actor } from '@/lib/model/actor';
import type { User } from '@/lib/store/store';
import { verifyPassword } from './password';
import { recordAccess } from './record-access';
import type { SignInLimiter } from './sign-in-limiter';

/** No strict form for the email: the first user's may be `admin@localhost`. */
export const signInInput = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(1_024),
  ip: z.string().max(100),
});
export type SignInInput = z.output<typeof signInInput>;
export type SignInDeps = Pick<Services, 'store' | 'clock' | 'newId'> & { limiter: SignInLimiter };
export type SignedInUser = Pick<User, 'id' | 'email' | 'name'>;

/**
 * The user with this email and password. Throws `unauthenticated` when there is none, without telling which of the
 * two was wrong, and `rate_limited` with `retryAfterMs` after five wrong attempts within 15 minutes.
 */
export async function signIn(deps: SignInDeps, input: SignInInput): Promise<SignedInUser> {
  const attempt = deps.limiter.begin({ account: input.email, ip: input.ip });
  const { user, matches } = await check(deps, input).catch((error: unknown) => {
    attempt.cancel();
    throw error;
  });
  const actor: Actor = { kind: 'system', workspaceId: await auditWorkspaceId(deps), purpose: 'sign-in' };
  if (user === null || !matches) {
    // An unknown email is not written down: people type their password into the wrong field.
    const target = user === null ? 'user:unknown' : `user:${user.id}`;
    await recordAccess(deps.store, deps, { actor, action: 'sign_in.refuse', target, after: { ip: input.ip } });
    throw new AppError('unauthenticated', 'The email or the password is wrong');
  }
  attempt.succeed();
  await deps.store.transaction(async (tx) => {
    await tx.users.recordSignIn(user.id, deps.clock.now());
    await recordAccess(tx, deps, {
      actor,
      action: 'sign_in.accept',
      target: `user:${user.id}`,
      after: { ip: input.ip },
    });
  });
  return { id: user.id, email: user.email, name: user.name };
}

async function check({ store }: SignInDeps, { email, password }: SignInInput) {
  const user = await store.users.findByEmail(email);
  return { user, matches: await verifyPassword(user?.passwordHash ?? null, password) };
}

/** Signing in belongs to the portal and not to one of its workspaces. */
async function auditWorkspaceId({ store }: SignInDeps): Promise<string> {
  return (await store.workspaces.findBySlug('system'))?.id ?? '';
}
