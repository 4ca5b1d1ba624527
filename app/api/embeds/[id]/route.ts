import { getEmbed } from '@/lib/embed/verbs/get-embed';
import { removeEmbed } from '@/lib/embed/verbs/remove-embed';
import { updateEmbed, updateEmbedInput } from '@/lib/embed/verbs/update-embed';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: (ctx, { params }) => getEmbed(ctx, { id: params.id ?? '' }) });

export const PATCH = route({
  access: 'actor',
  body: updateEmbedInput,
  run: (ctx, { params, body }) => updateEmbed(ctx, { id: params.id ?? '', change: body }),
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeEmbed(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
