import { LRUCache } from 'lru-cache';
import { decode, type JWT } from 'next-auth/jwt';
import { systemClock } from '@/lib/time/clock';
import { secondMs } from '@/lib/time/duration';

declare module 'next-auth/jwt' {
  interface JWT {
    /** Which of the user's sessions it is; what is not in the table of sessions is none. */
    sid?: string;
  }
}

/** Seven days, in seconds, as next-auth wants it. */
export const sessionMaxAgeSeconds = 7 * 24 * 3_600;

/** next-auth's cookie: browsers accept the `__Secure-` name over https only. */
export const sessionCookieName = (isSecure: boolean): string => `${isSecure ? '__Secure-' : ''}next-auth.session-token`;

/** What a cookie says; whether the session goes on is another question, see `SessionGuard`. */
export type SessionClaim = { userId: string; sessionId: string };

/**
 * Who the session cookie of any request speaks for; null when there is none, it is forged or has run out, or it is from
 * before sessions had ids. Reads plain headers, because next-auth's own `getToken` sees no cookie on a request that Next
 * did not parse.
 */
export async function sessionFromRequest(headers: Headers, secrets: readonly string[]): Promise<SessionClaim | null> {
  const cookies = parseCookies(headers.get('cookie') ?? '');
  const token = sessionToken(cookies, sessionCookieName(true)) ?? sessionToken(cookies, sessionCookieName(false));
  if (token === null) return null;
  const known = opened.get(token);
  if (known !== undefined && secrets.includes(known.secret) && known.expiresAt > systemClock.now()) return known.claim;
  for (const secret of secrets) {
    const claims = await claimsOf(token, secret);
    if (claims === null) continue;
    if (!claims.sub || !claims.sid) return null;
    const claim = { userId: claims.sub, sessionId: claims.sid };
    if (typeof claims.exp === 'number') opened.set(token, { claim, secret, expiresAt: claims.exp * secondMs });
    return claim;
  }
  return null;
}

async function claimsOf(token: string, secret: string): Promise<JWT | null> {
  try {
    return await decode({ token, secret });
  } catch {
    // Not ours, tampered with or expired: for the caller all the same as not signed in.
    return null;
  }
}

/** What is in a token never changes, and to derive the key and decrypt it costs a millisecond of every page. */
const opened = new LRUCache<string, { claim: SessionClaim; secret: string; expiresAt: number }>({ max: 2_000 });

/** next-auth splits a token that is too long for one cookie into `name.0`, `name.1`, … */
function sessionToken(cookies: ReadonlyMap<string, string>, name: string): string | null {
  const whole = cookies.get(name);
  if (whole !== undefined) return whole;
  let joined = '';
  for (let part = 0; cookies.has(`${name}.${part}`); part += 1) joined += cookies.get(`${name}.${part}`) ?? '';
  return joined === '' ? null : joined;
}

function parseCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return cookies;
}
