import { z } from 'zod';
import { route } from '@/lib/http/route';
import { streamQuery } from '@/lib/query/stream-query';

/** The events of a table question as NDJSON, up to a million lines. */
export const POST = route({
  access: 'actor',
  rate: 'query',
  // The question itself is checked by the verb, which names each fault.
  body: z.unknown(),
  run: async (ctx, { body }) => {
    const stream = await streamQuery(ctx, body);
    return new Response(stream, {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  },
});
