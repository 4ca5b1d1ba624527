import { z } from 'zod';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { createChannel } from '@/lib/notify/verbs/create-channel';
import { listChannels } from '@/lib/notify/verbs/list-channels';

export const GET = route({
  access: 'actor',
  run: async (ctx) => ({ channels: await listChannels(ctx) }),
});

export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createChannel(ctx, body), 201),
});
