import { z } from 'zod';
import { exportDashboard } from '@/lib/dashboards/verbs/export-dashboard';
import { parseInput } from '@/lib/http/body';
import { full } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const inputSchema = z.object({ format: z.enum(['json', 'yaml']).default('json') });

/** The dashboard as a file. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { params, url }) => {
    const { format } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    const { text, fileName } = await exportDashboard(ctx, { id: params.id ?? '', format });
    return full(text, {
      headers: {
        'content-type': `application/${format}; charset=utf-8`,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
