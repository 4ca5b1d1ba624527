import { z } from 'zod';
import { exportDashboard } from '@/lib/dashboards/verbs/export-dashboard';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { parseInput } from '@/lib/http/body';
import { fileOf } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const inputSchema = z.object({ format: z.enum(['json', 'yaml']).default('json') });

/** The dashboard as a file that is called like it. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { params, url }) => {
    const { format } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    const id = params.id ?? '';
    const { doc } = await getDashboard(ctx, { id });
    return fileOf(await exportDashboard(ctx, { id, format }), { name: doc.title, format });
  },
});
