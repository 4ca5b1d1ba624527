import { sessionSecretsOf } from '@/lib/auth/secrets';
import { sessionFromRequest, type SessionClaim } from '@/lib/auth/session';
import { runtime } from '@/lib/runtime/runtime';

/**
 * The session that a request's cookie names and that goes on; null for everybody else. Rejects with `store_unavailable` when
 * the store cannot say and never did.
 */
export async function sessionOf(headers: Headers): Promise<SessionClaim | null> {
  const { services, secrets } = await runtime();
  const claim = await sessionFromRequest(headers, sessionSecretsOf(secrets, services.clock.now()));
  return claim !== null && (await services.account.sessions.isOpen(claim)) ? claim : null;
}
