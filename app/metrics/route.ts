import { full } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

/** Prometheus text format. */
export const GET = route({
  access: 'public',
  run: async ({ metrics }) =>
    full(await metrics.registry.metrics(), {
      headers: { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' },
    }),
});
