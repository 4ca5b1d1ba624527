import { z } from 'zod';
import { createChart } from '@/lib/dashboards/verbs/create-chart';
import { listCharts } from '@/lib/dashboards/verbs/list-charts';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ charts: await listCharts(ctx) }) });

export const POST = route({
  access: 'actor',
  // The verb checks the question, as it names each fault of it.
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createChart(ctx, { doc: body }), 201),
});
