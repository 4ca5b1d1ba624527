import { z } from 'zod';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { removeDashboard } from '@/lib/dashboards/verbs/remove-dashboard';
import { saveDashboard } from '@/lib/dashboards/verbs/save-dashboard';
import { route } from '@/lib/http/route';

const bodySchema = z.strictObject({
  doc: z.unknown(),
  version: z.number().int().min(1),
  note: z.string().trim().min(1).max(200).optional(),
});

export const GET = route({ access: 'actor', run: (ctx, { params }) => getDashboard(ctx, { id: params.id ?? '' }) });

/** Saves the next version; 409 when another one was saved since `version`. */
export const PUT = route({
  access: 'actor',
  body: bodySchema,
  maxBodyBytes: 4 * 1024 * 1024,
  run: (ctx, { params, body }) => saveDashboard(ctx, { id: params.id ?? '', ...body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeDashboard(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
