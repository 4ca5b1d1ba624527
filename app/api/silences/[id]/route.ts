import { z } from 'zod';
import { route } from '@/lib/http/route';
import { endSilence } from '@/lib/notify/verbs/end-silence';
import { getSilence } from '@/lib/notify/verbs/get-silence';
import { updateSilence } from '@/lib/notify/verbs/update-silence';

export const GET = route({ access: 'actor', run: (ctx, { params }) => getSilence(ctx, { id: params.id ?? '' }) });

/** The answer has another id when other alerts or another time are silenced than before. */
export const PUT = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateSilence(ctx, { id: params.id ?? '', silence: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await endSilence(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
