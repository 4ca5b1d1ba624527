import { randomBytes } from 'node:crypto';
import type { Services } from '@/lib/context';
import type { SessionMethod } from '@/lib/model/session';
import type { Store } from '@/lib/store/store';
import { secondMs } from '@/lib/time/duration';
import { deviceWords } from './device-words';
import { sessionMaxAgeSeconds } from './session';

/** Who knocks, as far as the request tells. */
export type Visitor = { ip: string; userAgent: string | null };

type Opening = { userId: string; method: SessionMethod; visitor: Visitor };

/** Begins a session of seven days; resolves to its id, 192 random bits, which goes into the cookie. */
export async function openSession(
  tx: Pick<Store, 'sessions'>,
  { clock }: Pick<Services, 'clock'>,
  { userId, method, visitor }: Opening,
): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  const now = clock.now();
  await tx.sessions.purge(now - sessionMaxAgeSeconds * secondMs);
  await tx.sessions.insert({
    id,
    userId,
    method,
    ip: visitor.ip.slice(0, 100),
    device: deviceWords(visitor.userAgent),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + sessionMaxAgeSeconds * secondMs,
    revokedAt: null,
  });
  return id;
}
