import { createEmbedKey, createEmbedKeyInput } from '@/lib/embed/verbs/create-embed-key';
import { listEmbedKeys } from '@/lib/embed/verbs/list-embed-keys';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ keys: await listEmbedKeys(ctx) }) });

/** The answer is the only place where the secret is seen. */
export const POST = route({
  access: 'actor',
  body: createEmbedKeyInput,
  run: async (ctx, { body }) => json(await createEmbedKey(ctx, body), 201),
});
