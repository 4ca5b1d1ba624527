import { z } from 'zod';
import { createDashboard } from '@/lib/dashboards/verbs/create-dashboard';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { listDeletedDashboards } from '@/lib/dashboards/verbs/list-deleted-dashboards';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

/** The dashboards of the workspace; with `?deleted=1` those that can be restored. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => ({
    dashboards: await (url.searchParams.get('deleted') === '1' ? listDeletedDashboards(ctx) : listDashboards(ctx)),
  }),
});

/** The body is the document, which the verb checks. */
export const POST = route({
  access: 'actor',
  body: z.unknown(),
  maxBodyBytes: 4 * 1024 * 1024,
  run: async (ctx, { body }) => json(await createDashboard(ctx, { doc: body }), 201),
});
