import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { methodNotAllowed, route } from '@/lib/http/route';
import { listRejected } from '@/lib/ingest/list-rejected';

const inputSchema = z.object({
  reason: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

/** What was refused lately and why. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => ({
    rejected: await listRejected(ctx, parseInput(inputSchema, Object.fromEntries(url.searchParams))),
  }),
});

export const POST = methodNotAllowed('GET');
