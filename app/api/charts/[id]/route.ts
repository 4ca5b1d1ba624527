import { z } from 'zod';
import { getChart } from '@/lib/dashboards/verbs/get-chart';
import { removeChart } from '@/lib/dashboards/verbs/remove-chart';
import { updateChart } from '@/lib/dashboards/verbs/update-chart';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: (ctx, { params }) => getChart(ctx, { id: params.id ?? '' }) });

export const PUT = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateChart(ctx, { id: params.id ?? '', doc: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeChart(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
