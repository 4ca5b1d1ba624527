import { z } from 'zod';
import { createSnippet } from '@/lib/dashboards/verbs/create-snippet';
import { listSnippets } from '@/lib/dashboards/verbs/list-snippets';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ snippets: await listSnippets(ctx) }) });

export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createSnippet(ctx, body), 201),
});
