import { decode } from 'next-auth/jwt';

/** Seven days, in seconds, as next-auth wants it. */
export const sessionMaxAgeSeconds = 7 * 24 * 3_600;

/** next-auth's cookie: browsers accept the `__Secure-` name over https only. */
export const sessionCookieName = (isSecure: boolean): string => `${isSecure ? '__Secure-' : ''}next-auth.session-token`;

/**
 * The signed-in user's id from the session cookie of any request; null when there is none, it is forged or has run out.
 * Reads plain headers, because next-auth's own `getToken` sees no cookie on a request that Next did not parse.
 */
export async function userIdFromRequest(headers: Headers, secret: string): Promise<string | null> {
  const cookies = parseCookies(headers.get('cookie') ?? '');
  const token = sessionToken(cookies, sessionCookieName(true)) ?? sessionToken(cookies, sessionCookieName(false));
  if (token === null) return null;
  try {
    const claims = await decode({ token, secret });
    return typeof claims?.sub === 'string' && claims.sub !== '' ? claims.sub : null;
  } catch {
    // Not ours, tampered with or expired: for the caller all the same as not signed in.
    return null;
  }
}

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
