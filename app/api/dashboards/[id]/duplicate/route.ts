import { z } from 'zod';
import { duplicateDashboard } from '@/lib/dashboards/verbs/duplicate-dashboard';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'actor',
  body: z.strictObject({ title: z.string().optional() }),
  run: async (ctx, { params, body }) => json(await duplicateDashboard(ctx, { id: params.id ?? '', ...body }), 201),
});
