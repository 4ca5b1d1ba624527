import { z } from 'zod';
import { removeSnippet } from '@/lib/dashboards/verbs/remove-snippet';
import { updateSnippet } from '@/lib/dashboards/verbs/update-snippet';
import { route } from '@/lib/http/route';

export const PUT = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateSnippet(ctx, { id: params.id ?? '', snippet: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeSnippet(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
