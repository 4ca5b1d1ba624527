const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * False for a state-changing request that a page of another site made the browser send with our cookie. Browsers set
 * `Sec-Fetch-Site` and `Origin` themselves; a client that sends neither is not a browser and has no cookie to abuse.
 */
export function sameOrigin(request: Request): boolean {
  if (safe.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  return origin === null || hostOf(origin) === request.headers.get('host');
}

export function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
