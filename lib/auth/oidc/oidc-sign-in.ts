import type { Services } from '@/lib/context';
import { toAppError } from '@/lib/errors/app-error';
import { recordAccount } from '@/lib/auth/record-account';
import type { SignedInUser } from '@/lib/auth/sign-in';
import { applyRole } from './apply-role';
import { findPerson } from './find-person';
import type { OidcPerson, OidcSettings } from './oidc-settings';

type Deps = Pick<Services, 'store' | 'clock' | 'newId'> & { settings: OidcSettings };

/**
 * Who signed in at the identity provider, as a user of the portal, with the role that the provider gives. Throws `forbidden`
 * with the detail `oidc_no_role`, `oidc_no_email`, `oidc_unverified` or `oidc_other_subject`. Its second factor is the
 * provider's business.
 */
export async function oidcSignIn(
  deps: Deps,
  { person, ip }: { person: OidcPerson; ip: string },
): Promise<SignedInUser> {
  try {
    const user = await deps.store.transaction(async (tx) => {
      const found = await findPerson(tx, deps, person);
      await applyRole(tx, deps, { userId: found.id, person });
      await tx.users.recordSignIn(found.id, deps.clock.now());
      const after = { ip, by: 'identity provider', issuer: person.issuer };
      await recordAccount(tx, deps, { userId: found.id, purpose: 'oidc', action: 'sign_in.accept', after });
      return found;
    });
    return { id: user.id, email: user.email, name: user.name, method: 'oidc' };
  } catch (error) {
    const { code, detail } = toAppError(error);
    if (code === 'forbidden') {
      const identity = await deps.store.identities.find(person.issuer, person.subject);
      const after = { ip, wrong: detail, issuer: person.issuer };
      const userId = identity?.userId ?? 'unknown';
      await recordAccount(deps.store, deps, { userId, purpose: 'oidc', action: 'sign_in.refuse', after });
    }
    throw error;
  }
}
