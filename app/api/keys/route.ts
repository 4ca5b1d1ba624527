import { createApiKey, createApiKeyInput } from '@/lib/auth/create-api-key';
import { listApiKeys } from '@/lib/auth/list-api-keys';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ keys: await listApiKeys(ctx) }) });

/** The answer is the only place where the key itself is seen. */
export const POST = route({
  access: 'actor',
  body: createApiKeyInput,
  run: async (ctx, { body }) => json(await createApiKey(ctx, body), 201),
});
