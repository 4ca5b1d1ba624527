import { z } from 'zod';
import { createAnnotation } from '@/lib/dashboards/verbs/create-annotation';
import { listAnnotations } from '@/lib/dashboards/verbs/list-annotations';
import { parseInput } from '@/lib/http/body';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { largestTime, timeParam } from '@/lib/http/time-param';

const inputSchema = z.object({
  from: timeParam.default(-largestTime),
  to: timeParam.default(largestTime),
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
