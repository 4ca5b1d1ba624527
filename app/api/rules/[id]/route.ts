import { z } from 'zod';
import { getRule } from '@/lib/alerts/verbs/get-rule';
import { removeRule } from '@/lib/alerts/verbs/remove-rule';
import { saveRule } from '@/lib/alerts/verbs/save-rule';
import { route } from '@/lib/http/route';

const bodySchema = z.strictObject({ doc: z.unknown(), version: z.number().int().min(1) });

/** The rule and where each of its series stands. */
export const GET = route({ access: 'actor', run: (ctx, { params }) => getRule(ctx, { id: params.id ?? '' }) });

/** Saves the next version; 409 when another one was saved since `version`. */
export const PUT = route({
  access: 'actor',
  body: bodySchema,
  run: (ctx, { params, body }) => saveRule(ctx, { id: params.id ?? '', ...body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeRule(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
