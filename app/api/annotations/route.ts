import { z } from 'zod';
import { createAnnotation } from '@/lib/dashboards/verbs/create-annotation';
import { listAnnotations } from '@/lib/dashboards/verbs/list-annotations';
import { parseInput } from '@/lib/http/body';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const largestTime = 8_640_000_000_000_000;
const time = z
  .string()
  .transform((text) => (/^-?\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .refine((ms) => Math.abs(ms) <= largestTime, {
    message: 'Use Unix milliseconds or a time such as 2025-06-15T12:00:00Z',
  });
const inputSchema = z.object({
  from: time.default(-largestTime),
  to: time.default(largestTime),
  dashboard: z.string().optional(),
});

/** What happened between `from` and `to`, of the workspace and of the given dashboard. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => {
    const { from, to, dashboard } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    return { annotations: await listAnnotations(ctx, { from, to, dashboardId: dashboard }) };
  },
});

export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: async (ctx, { body }) => json(await createAnnotation(ctx, body), 201),
});
