import { authorize } from '@/lib/auth/permissions';
import { portalReport } from '@/lib/http/portal-report';
import { route } from '@/lib/http/route';

/** State of engine, store, spool, breaker, cache and live streams, for the settings page and for scripts. */
export const GET = route({
  access: 'actor',
  run: async (ctx) => {
    authorize(ctx, 'status:read');
    return await portalReport(ctx);
  },
});
