import type { Services } from '@/lib/context';
import { endSessions } from './end-sessions';
import { recordAccount } from './record-account';
import type { SessionClaim } from './session';

type Deps = Pick<Services, 'store' | 'clock' | 'newId' | 'live' | 'account'>;

/** Signs out: the cookie is worth nothing from now on, wherever a copy of it is. */
export async function closeSession(deps: Deps, { userId, sessionId }: SessionClaim): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const isEnded = await tx.sessions.revoke(userId, sessionId, deps.clock.now());
    if (isEnded) await recordAccount(tx, deps, { userId, action: 'sign_out' });
  });
  endSessions(deps, [sessionId]);
}
