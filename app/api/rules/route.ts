import { z } from 'zod';
import { createRule } from '@/lib/alerts/verbs/create-rule';
import { listRules } from '@/lib/alerts/verbs/list-rules';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ rules: await listRules(ctx) }) });

/** The body is the document, which the verb checks. */
export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createRule(ctx, { doc: body }), 201),
});
