import { route } from '@/lib/http/route';
import { testChannel } from '@/lib/notify/verbs/test-channel';

/** Sends a test message at once. */
export const POST = route({
  access: 'actor',
  run: (ctx, { params }) => testChannel(ctx, { id: params.id ?? '' }),
});
