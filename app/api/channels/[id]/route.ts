import { z } from 'zod';
import { route } from '@/lib/http/route';
import { getChannel } from '@/lib/notify/verbs/get-channel';
import { removeChannel } from '@/lib/notify/verbs/remove-channel';
import { updateChannel } from '@/lib/notify/verbs/update-channel';

export const GET = route({
  access: 'actor',
  run: (ctx, { params }) => getChannel(ctx, { id: params.id ?? '' }),
});

export const PUT = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateChannel(ctx, { id: params.id ?? '', channel: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeChannel(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
