import { z } from 'zod';
import { route } from '@/lib/http/route';
import { getRouting } from '@/lib/notify/verbs/get-routing';
import { putRouting } from '@/lib/notify/verbs/put-routing';

export const GET = route({ access: 'actor', run: (ctx) => getRouting(ctx) });

/** Saves the whole document; 409 when another one was saved since `version`. */
export const PUT = route({
  access: 'actor',
  body: z.strictObject({ routing: z.unknown(), version: z.number().int().min(0) }),
  maxBodyBytes: 4 * 1024 * 1024,
  run: (ctx, { body }) => putRouting(ctx, body),
});
