/** Every page and door, as the folders of `app/` have them; a test compares the two. */
export const knownRoutes = [
  '/',
  '/overview',
  '/dashboards',
  '/dashboards/:id',
  '/explore',
  '/charts',
  '/alerts/new',
  '/incidents',
  '/incidents/:id',
  '/send',
  '/imports',
  '/rejected',
  '/settings',
  '/sql',
  '/sign-in',
  '/metrics',
  '/api/alerts',
  '/api/annotations',
  '/api/annotations/:id',
  '/api/auth/:id',
  '/api/catalog',
  '/api/charts',
  '/api/charts/:id',
  '/api/charts/:id/restore',
  '/api/dashboards',
  '/api/dashboards/import',
  '/api/dashboards/:id',
  '/api/dashboards/:id/duplicate',
  '/api/dashboards/:id/export',
  '/api/dashboards/:id/panels',
  '/api/dashboards/:id/restore',
  '/api/dashboards/:id/versions',
  '/api/dashboards/:id/versions/:id',
  '/api/dashboards/:id/versions/:id/restore',
  '/api/events',
  '/api/health/live',
  '/api/health/ready',
  '/api/imports',
  '/api/imports/:id',
  '/api/imports/:id/cancel',
  '/api/imports/:id/preview',
  '/api/imports/:id/start',
  '/api/incidents',
  '/api/incidents/stats',
  '/api/incidents/:id',
  '/api/incidents/:id/:id',
  '/api/incidents/:id/suspects',
  '/api/keys',
  '/api/keys/:id',
  '/api/live',
  '/api/query',
  '/api/query/stream',
  '/api/rejected-events',
  '/api/sample',
  '/api/sample/speed',
  '/api/snippets',
  '/api/snippets/:id',
  '/api/status',
  '/api/version',
] as const;

const routes = new Set<string>(knownRoutes);

/** The page or door of a path from a closed list: whatever strangers ask for, the number of series stays the same. */
export function routeOf(pathname: string): string {
  if (routes.has(pathname)) return pathname;
  if (pathname.startsWith('/_next/')) return '/_next';
  if (pathname.startsWith('/api/auth/')) return '/api/auth/:id';
  const pattern = pathname.replace(/^(\/api\/[a-z-]+)\/[^/]+/, '$1/:id').replace(/(\/versions)\/[^/]+/, '$1/:id');
  if (routes.has(pattern)) return pattern;
  return /^\/api\/incidents\/:id\/[^/]+$/.test(pattern) ? '/api/incidents/:id/:id' : '/other';
}
