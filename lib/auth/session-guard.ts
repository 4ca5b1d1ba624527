import { LRUCache } from 'lru-cache';
import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { Session } from '@/lib/store/account-ports';
import { minuteMs } from '@/lib/time/duration';
import { inTime } from '@/lib/time/in-time';
import type { SessionGuard } from './account-parts';

/** An answer is believed this long, so a session that another replica ended goes on for four seconds. */
const ttlMs = 4_000;
/** As long as other last good answers, see `store/last-good-reads`. */
const graceMs = 15 * minuteMs;
const patienceMs = 750;
/** When somebody was last seen is known to within this. */
const touchMs = 5 * minuteMs;

type Known = { userId: string; expiresAt: number; checkedAt: number };
type Deps = Pick<Services, 'store' | 'clock' | 'log'>;

/** Asks the store about each session every few seconds at most. */
export function createSessionGuard(deps: Deps): SessionGuard {
  const known = new LRUCache<string, Known>({ max: 10_000 });
  const ended = new LRUCache<string, true>({ max: 20_000 });
  const flights = new Map<string, Promise<Known | null>>();

  const lookUp = (id: string): Promise<Known | null> => {
    const running = flights.get(id);
    if (running !== undefined) return running;
    const flight = read(deps, id).then((entry) => {
      // It may have been ended here while the answer was on its way.
      if (entry === null) known.delete(id);
      else if (!ended.has(id)) known.set(id, entry);
      return entry;
    });
    flights.set(id, flight);
    return flight.finally(() => flights.delete(id));
  };

  const latest = async (id: string): Promise<Known | null> => {
    const entry = known.get(id);
    const age = entry === undefined ? Infinity : deps.clock.monotonic() - entry.checkedAt;
    if (entry === undefined || age > graceMs) return lookUp(id);
    if (age < ttlMs) return entry;
    return inTime(lookUp(id), { ms: patienceMs, late: entry }).catch((error: unknown) => {
      if (isAppError(error) && (error.code === 'store_unavailable' || error.code === 'overloaded')) return entry;
      throw error;
    });
  };

  return {
    async isOpen({ sessionId, userId }) {
      if (ended.has(sessionId)) return false;
      const entry = await latest(sessionId);
      return entry !== null && !ended.has(sessionId) && entry.userId === userId && entry.expiresAt > deps.clock.now();
    },
    end(ids) {
      for (const id of ids) {
        ended.set(id, true);
        known.delete(id);
      }
    },
  };
}

async function read(deps: Deps, id: string): Promise<Known | null> {
  // Taken before the question, so that what is ended during it is seen by the next one in time.
  const checkedAt = deps.clock.monotonic();
  const session = await deps.store.sessions.find(id);
  if (session === null || session.revokedAt !== null) return null;
  touch(deps, session);
  return { userId: session.userId, expiresAt: session.expiresAt, checkedAt };
}

/** Nobody waits for it, and a failure costs only the note. */
function touch({ store, clock, log }: Deps, { id, lastSeenAt }: Session): void {
  const now = clock.now();
  if (now - lastSeenAt < touchMs) return;
  store.sessions
    .touch(id, now)
    .catch((error: unknown) => log.warn({ err: error }, 'could not note when a session was last seen'));
}
