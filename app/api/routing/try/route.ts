import { z } from 'zod';
import { route } from '@/lib/http/route';
import { tryRouting } from '@/lib/notify/verbs/try-routing';

/** `{labels}` → the policies that would take such an alert, who would be told when, and what would hold it back. */
export const POST = route({ access: 'actor', body: z.unknown(), run: (ctx, { body }) => tryRouting(ctx, body) });
