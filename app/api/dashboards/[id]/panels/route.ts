import { z } from 'zod';
import { addDashboardPanel } from '@/lib/dashboards/verbs/add-dashboard-panel';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

/** The body is a chart, as a saved one; it is placed at the bottom. */
export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { params, body }) => json(await addDashboardPanel(ctx, { id: params.id ?? '', panel: body }), 201),
});
