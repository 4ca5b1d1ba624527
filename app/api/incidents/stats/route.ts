import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { route } from '@/lib/http/route';
import { getIncidentStats } from '@/lib/incidents/verbs/get-incident-stats';

const inputSchema = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

/** Counts, and times to acknowledge and to resolve. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => getIncidentStats(ctx, parseInput(inputSchema, Object.fromEntries(url.searchParams))),
});
