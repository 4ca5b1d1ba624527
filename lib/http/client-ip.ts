import type { IncomingMessage } from 'node:http';
import type { Visitor } from '@/lib/auth/open-session';

/** Set by the server on every request and never believed from outside. */
export const clientIpHeader = 'x-sightglass-ip';

/**
 * The caller's address: the socket's, or, behind `trustedProxies` proxies, the entry of `X-Forwarded-For` that the
 * outermost of them wrote. Entries further left are the caller's own words.
 */
export function clientIp(remoteAddress: string, forwardedFor: string | undefined, trustedProxies: number): string {
  if (trustedProxies === 0 || forwardedFor === undefined) return remoteAddress;
  const hops = forwardedFor
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops[hops.length - trustedProxies] ?? hops[0] ?? remoteAddress;
}

/** Writes the caller's address into the request, where doors and next-auth find it. */
export function stampClientIp(request: IncomingMessage, trustedProxies: number): void {
  const forwarded = request.headers['x-forwarded-for'];
  const list = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  request.headers[clientIpHeader] = clientIp(request.socket.remoteAddress ?? '', list, trustedProxies);
}

/** Who sends a request, as it is written down. */
export function visitorOf(headers: Headers): Visitor {
  return { ip: headers.get(clientIpHeader) ?? 'unknown', userAgent: headers.get('user-agent') };
}
