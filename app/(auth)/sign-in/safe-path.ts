/** Where to go after signing in: a path of this portal, never another site. */
export function safePath(given: string | string[] | undefined): string {
  const text = Array.isArray(given) ? given[0] : given;
  if (text === undefined || !text.startsWith('/')) return '/overview';
  const base = 'http://portal.invalid';
  try {
    // Browsers read "//host" and "/\host" as another site; the URL parser tells the same way.
    const url = new URL(text, base);
    return url.origin === base && !url.pathname.startsWith('/sign-in')
      ? url.pathname + url.search + url.hash
      : '/overview';
  } catch {
    return '/overview';
  }
}
