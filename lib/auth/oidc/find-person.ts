import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { recordAccount } from '@/lib/auth/record-account';
import type { Store, User } from '@/lib/store/store';
import type { OidcPerson } from './oidc-settings';

type Deps = Pick<Services, 'clock' | 'newId'>;

/**
 * The account of somebody whom the provider vouches for: the one linked to the subject, else the one with the same verified
 * email, else a new one without a password. Throws `forbidden` with a detail that says why not.
 */
export async function findPerson(tx: Store, deps: Deps, person: OidcPerson): Promise<User> {
  const identity = await tx.identities.find(person.issuer, person.subject);
  if (identity !== null) {
    const user = await tx.users.find(identity.userId);
    if (user === null) throw new AppError('internal', 'The account of this identity is gone');
    await tx.identities.recordSignIn(person.issuer, person.subject, deps.clock.now());
    return user;
  }
  const user = await accountFor(tx, deps, person);
  await tx.identities.insert({
    userId: user.id,
    issuer: person.issuer,
    subject: person.subject,
    createdAt: deps.clock.now(),
    lastSignInAt: deps.clock.now(),
  });
  await recordAccount(tx, deps, {
    userId: user.id,
    purpose: 'oidc',
    action: 'identity.link',
    after: { issuer: person.issuer, email: user.email },
  });
  return user;
}

async function accountFor(tx: Store, deps: Deps, { email, ...person }: OidcPerson): Promise<User> {
  if (email === null)
    throw new AppError('forbidden', 'The identity provider tells no email address', { detail: 'oidc_no_email' });
  const known = await tx.users.findByEmail(email);
  if (known === null) return create(tx, deps, { email, name: person.name });
  if (!person.isEmailVerified)
    throw new AppError('forbidden', 'The identity provider does not vouch for the email of an account that is here', {
      detail: 'oidc_unverified',
    });
  const linked = await tx.identities.listOfUser(known.id);
  if (linked.some(({ issuer }) => issuer === person.issuer))
    throw new AppError('forbidden', 'This account is linked to somebody else at the identity provider', {
      detail: 'oidc_other_subject',
    });
  return known;
}

async function create(tx: Store, deps: Deps, { email, name }: { email: string; name: string | null }): Promise<User> {
  const user: User = {
    id: deps.newId(),
    email,
    name: (name ?? email.split('@')[0] ?? email).trim().slice(0, 80) || email,
    passwordHash: null,
    createdAt: deps.clock.now(),
    lastSignInAt: null,
  };
  await tx.users.insert(user);
  await recordAccount(tx, deps, { userId: user.id, purpose: 'oidc', action: 'user.create', after: { email } });
  return user;
}
