import { encode } from 'next-auth/jwt';
import { openSession } from '@/lib/auth/open-session';
import { sessionCookieName } from '@/lib/auth/session';
import type { Runtime } from '@/lib/runtime/runtime';

/** The cookie of somebody who has just signed in to a portal of this process. */
export async function sessionCookieOf(
  { services, secrets }: Pick<Runtime, 'services' | 'secrets'>,
  email = 'admin@localhost',
): Promise<{ cookie: string; sessionId: string; userId: string }> {
  const user = await services.store.users.findByEmail(email);
  if (user === null) throw new Error(`nobody signs in with ${email}`);
  const visitor = { ip: '127.0.0.1', userAgent: 'curl/8' };
  const sessionId = await openSession(services.store, services, { userId: user.id, method: 'password', visitor });
  const token = await encode({ token: { sub: user.id, sid: sessionId }, secret: secrets.sessionSecret });
  return { cookie: `${sessionCookieName(false)}=${token}`, sessionId, userId: user.id };
}
