/** Every page and door, as the folders of `app/` have them; a test compares the two. */
export const knownRoutes = [
  '/',
  '/overview',
  '/dashboards',
  '/dashboards/:id',
  '/explore',
  '/charts',
  '/alerts',
  '/alerts/:id',
  '/alerts/new',
  '/send',
  '/imports',
  '/rejected',
  '/settings',
  '/sql',
  '/sign-in',
  '/metrics',
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
  '/api/keys',
  '/api/keys/:id',
  '/api/live',
  '/api/query',
  '/api/query/stream',
  '/api/rejected-events',
  '/api/rules',
  '/api/rules/backtest',
  '/api/rules/export',
  '/api/rules/import',
  '/api/rules/:id',
  '/api/rules/:id/export',
  '/api/rules/:id/restore',
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
  return routes.has(pattern) ? pattern : '/other';
}
