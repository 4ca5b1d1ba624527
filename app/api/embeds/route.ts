import { createEmbed, createEmbedInput } from '@/lib/embed/verbs/create-embed';
import { listEmbeds } from '@/lib/embed/verbs/list-embeds';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ embeds: await listEmbeds(ctx) }) });

export const POST = route({
  access: 'actor',
  body: createEmbedInput,
  run: async (ctx, { body }) => json(await createEmbed(ctx, body), 201),
});
