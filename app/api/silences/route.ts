import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { createSilence } from '@/lib/notify/verbs/create-silence';
import { listSilences } from '@/lib/notify/verbs/list-silences';

const querySchema = z.object({ state: z.enum(['pending', 'active', 'expired']).optional() });

export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => ({
    silences: await listSilences(ctx, parseInput(querySchema, Object.fromEntries(url.searchParams))),
  }),
});

export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createSilence(ctx, { silence: body }), 201),
});
