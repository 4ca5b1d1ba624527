import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '@/lib/context';
import { routeOf } from './route-of';

const isProbe = (route: string) => route === '/metrics' || route.startsWith('/api/health');

/** Measures one request when its answer is out, for `/metrics` and as an event of the system workspace. */
export function observeRequest(services: Services, request: IncomingMessage, reply: ServerResponse): void {
  const start = services.clock.monotonic();
  const route = routeOf((request.url ?? '/').split('?', 1)[0] ?? '/');
  reply.once('close', () => {
    const tookMs = services.clock.monotonic() - start;
    const isStream = route === '/api/live';
    if (!isStream)
      services.metrics.http.duration.labels(route, `${Math.floor(reply.statusCode / 100)}xx`).observe(tookMs / 1000);
    if (isProbe(route) || isStream || route === '/_next') return;
    services.observe('portal.request', tookMs, { route, method: request.method ?? 'GET', status: reply.statusCode });
  });
}
