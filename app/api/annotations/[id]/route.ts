import { z } from 'zod';
import { removeAnnotation } from '@/lib/dashboards/verbs/remove-annotation';
import { updateAnnotation } from '@/lib/dashboards/verbs/update-annotation';
import { route } from '@/lib/http/route';

export const PUT = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateAnnotation(ctx, { id: params.id ?? '', annotation: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeAnnotation(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
