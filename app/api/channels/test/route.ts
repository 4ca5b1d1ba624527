import { z } from 'zod';
import { route } from '@/lib/http/route';
import { testChannelInput } from '@/lib/notify/verbs/test-channel-input';

/** Tries a channel that is not saved. */
export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { body }) => testChannelInput(ctx, body),
});
