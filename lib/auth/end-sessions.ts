import type { Services } from '@/lib/context';
import { secondMs } from '@/lib/time/duration';

type Deps = Pick<Services, 'live' | 'account'>;

/** After sessions were revoked in the store: this process refuses them from now on and ends their live streams. */
export function endSessions({ live, account }: Deps, ids: readonly string[]): void {
  account.sessions.end(ids);
  live.endSessions(ids);
}

/** How soon another process that ended a session is followed here. */
const everyMs = 3 * secondMs;

/** Ends the streams of sessions that were revoked elsewhere, by a replica or from the command line. */
export function watchSessions(services: Deps & Pick<Services, 'store' | 'log'>): () => void {
  let isBusy = false;
  const look = async (): Promise<void> => {
    const open = services.live.openSessions();
    if (isBusy || open.length === 0) return;
    isBusy = true;
    try {
      endSessions(services, await services.store.sessions.listRevoked(open));
    } catch (error) {
      // The store is away: nobody is signed out by that.
      services.log.debug({ err: error }, 'could not look for revoked sessions');
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
