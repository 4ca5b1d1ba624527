import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { route } from '@/lib/http/route';
import { getRetention } from '@/lib/ingest/retention/verbs/get-retention';
import { setRetention, setRetentionInput } from '@/lib/ingest/retention/verbs/set-retention';

const preview = z.object({ days: z.coerce.number().int().min(1).max(36_500).optional() });

/** With `?days=` also what these days would have deleted. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const { days } = parseInput(preview, Object.fromEntries(url.searchParams));
    return getRetention(ctx, days === undefined ? {} : { days });
  },
});

export const PUT = route({ access: 'actor', body: setRetentionInput, run: (ctx, { body }) => setRetention(ctx, body) });
