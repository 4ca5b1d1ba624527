import type { Services } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { rankOf } from '@/lib/model/access';
import type { Actor, Role } from '@/lib/model/actor';
import { singletonOf } from '@/lib/process/singleton';
import type { FoundApiKey } from '@/lib/store/store';
import { inTime } from '@/lib/time/in-time';
import { hashApiKey, isSameHash, parseKey } from './api-key';

export type KeyActor = Extract<Actor, { kind: 'key' }>;
export type KeyAuthenticator = {
  /** Who a key speaks for. Throws `unauthenticated` for one that is unknown or revoked. */
  authenticate(key: string): Promise<KeyActor>;
};

/** A key is trusted for `ttlMs` after it was looked up, and looked up again behind the caller's back from half of it on. */
const ttlMs = 4_000;
const refreshMs = 2_000;
/** While the store cannot be asked, keys it knew this recently still write: ingest outlives a database restart. */
const graceMs = 60_000;
/** And while it is slow, they wait this long for it. */
const patienceMs = 300;
const touchMs = 60_000;
const maxKnown = 10_000;
const maxUnknown = 1_000;

type Known = { actor: KeyActor; checkedAt: number; touchedAt: number; expiresAt: number | null };
type Deps = Pick<Services, 'store' | 'clock' | 'log'>;

/**
 * Who an `Authorization` header with a key speaks for. Throws `unauthenticated` when it has another form or the key
 * is unknown or revoked. Keys are remembered per store, see `createKeyAuthenticator`.
 */
export async function authenticateKey(services: Deps, authorization: string): Promise<KeyActor> {
  const key = parseKey(authorization);
  if (key === null) throw new AppError('unauthenticated', 'Send the key as "Authorization: Bearer <key>".');
  const authenticator = singletonOf('key-authenticators', services.store, () => createKeyAuthenticator(services));
  return await authenticator.authenticate(key);
}

/**
 * Checks API keys on the hot path: one SHA-256 and one map look-up, the store only every few seconds per key. A
 * revoked key is refused everywhere within five seconds.
 */
export function createKeyAuthenticator(deps: Deps): KeyAuthenticator {
  const known = new Map<string, Known>();
  const unknown = new Map<string, number>();
  const flights = new Map<string, Promise<KeyActor | null>>();

  const lookUp = (hash: string): Promise<KeyActor | null> => {
    const running = flights.get(hash);
    if (running !== undefined) return running;
    const flight = findActor(deps, hash, { known, unknown }).finally(() => flights.delete(hash));
    flights.set(hash, flight);
    return flight;
  };

  return {
    async authenticate(key) {
      const hash = hashApiKey(key);
      const now = deps.clock.monotonic();
      const entry = known.get(hash);
      if (entry !== undefined && now - entry.checkedAt < ttlMs && !hasEnded(deps, entry)) {
        if (now - entry.checkedAt >= refreshMs && !flights.has(hash)) {
          lookUp(hash).catch((error: unknown) => deps.log.warn({ err: error }, 'could not refresh an API key'));
        }
        touch(deps, entry);
        return entry.actor;
      }
      const refusedAt = unknown.get(hash);
      const isRefused = refusedAt !== undefined && now - refusedAt < ttlMs;
      const actor = isRefused ? null : await patiently(deps, lookUp(hash), { entry, now });
      if (actor === null) throw new AppError('unauthenticated', 'This API key is unknown, has ended or was revoked');
      return actor;
    },
  };
}

/** A store that is slow holds up nobody whose key it knew a moment ago. */
async function patiently(
  deps: Deps,
  looking: Promise<KeyActor | null>,
  { entry, now }: { entry: Known | undefined; now: number },
): Promise<KeyActor | null> {
  if (entry === undefined || now - entry.checkedAt >= graceMs || hasEnded(deps, entry)) return looking;
  return inTime(looking, { ms: patienceMs, late: entry.actor });
}

type Memory = { known: Map<string, Known>; unknown: Map<string, number> };

async function findActor(deps: Deps, hash: string, { known, unknown }: Memory): Promise<KeyActor | null> {
  // Taken before the question: a revocation during it is then seen by the next one, still within the five seconds.
  const checkedAt = deps.clock.monotonic();
  const before = known.get(hash);
  try {
    const row = await deps.store.apiKeys.findByHash(hash);
    if (row === null || !isInUse(deps, row) || !isSameHash(row.hash, hash)) {
      known.delete(hash);
      remember(unknown, { hash, value: checkedAt, max: maxUnknown });
      return null;
    }
    const actor = actorFor(row);
    const entry = {
      actor,
      checkedAt,
      expiresAt: row.expiresAt,
      touchedAt: before?.touchedAt ?? touchedAtOf(deps, row.lastUsedAt),
    };
    unknown.delete(hash);
    remember(known, { hash, value: entry, max: maxKnown });
    touch(deps, entry);
    return actor;
  } catch (error) {
    const isGraced = before !== undefined && checkedAt - before.checkedAt < graceMs && !hasEnded(deps, before);
    if (isGraced && isAppError(error) && error.code === 'store_unavailable') return before.actor;
    throw error;
  }
}

function actorFor(row: FoundApiKey): KeyActor {
  const { id: keyId, workspaceId, scopes } = row;
  const role = lowest(row.role, row.accountRole);
  return { kind: 'key', keyId, workspaceId, scopes, ...(role !== null && { role }) };
}

/** A key of a service account goes with it. */
function isInUse(deps: Deps, row: FoundApiKey): boolean {
  const isOrphan = row.serviceAccountId !== null && row.accountRole === null;
  return row.revokedAt === null && !isOrphan && !hasEnded(deps, row);
}

const hasEnded = ({ clock }: Deps, { expiresAt }: { expiresAt: number | null }): boolean =>
  expiresAt !== null && expiresAt <= clock.now();

function lowest(one: Role | null, other: Role | null): Role | null {
  if (one === null || other === null) return one ?? other;
  return rankOf(one) < rankOf(other) ? one : other;
}

/** Oldest out first; a map keeps the order of insertion. */
function remember<V>(map: Map<string, V>, { hash, value, max }: { hash: string; value: V; max: number }): void {
  map.delete(hash);
  map.set(hash, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) break;
    map.delete(oldest);
  }
}

function touchedAtOf({ clock }: Deps, lastUsedAt: number | null): number {
  return lastUsedAt === null ? -Infinity : clock.monotonic() - (clock.now() - lastUsedAt);
}

/** Notes the use at most once a minute; the caller does not wait, and a failure costs only the note. */
function touch({ store, clock, log }: Deps, entry: Known): void {
  const now = clock.monotonic();
  if (now - entry.touchedAt < touchMs) return;
  entry.touchedAt = now;
  store.apiKeys
    .touch(entry.actor.keyId, clock.now())
    .catch((error: unknown) => log.warn({ err: error }, 'could not note the use of an API key'));
}
