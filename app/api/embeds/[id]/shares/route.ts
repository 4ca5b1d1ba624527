import { createShare, createShareInput } from '@/lib/embed/verbs/create-share';
import { listShares } from '@/lib/embed/verbs/list-shares';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({
  access: 'actor',
  run: async (ctx, { params }) => ({ shares: await listShares(ctx, { embedId: params.id ?? '' }) }),
});

/** The answer is the only place where the link itself is seen. */
export const POST = route({
  access: 'actor',
  body: createShareInput,
  run: async (ctx, { params, body }) => json(await createShare(ctx, { ...body, embedId: params.id ?? '' }), 201),
});
