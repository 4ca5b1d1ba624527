import { rotateEmbedKey } from '@/lib/embed/verbs/rotate-embed-key';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'actor',
  run: async (ctx, { params }) => json(await rotateEmbedKey(ctx, { kid: params.id ?? '' }), 201),
});
