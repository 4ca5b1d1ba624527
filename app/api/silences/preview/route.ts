import { z } from 'zod';
import { route } from '@/lib/http/route';
import { previewSilence } from '@/lib/notify/verbs/preview-silence';

/** `{matchers}` → the alerts it would keep from being told now, and those of the last 7 days. */
export const POST = route({ access: 'actor', body: z.unknown(), run: (ctx, { body }) => previewSilence(ctx, body) });
