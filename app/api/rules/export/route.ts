import { z } from 'zod';
import { exportRules } from '@/lib/alerts/verbs/export-rules';
import { parseInput } from '@/lib/http/body';
import { fileOf } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const inputSchema = z.object({ format: z.enum(['json', 'yaml']).default('yaml') });

/** All rules of the workspace as one file. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) => {
    const { format } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    return fileOf(await exportRules(ctx, { format }), { name: 'rules', format });
  },
});
