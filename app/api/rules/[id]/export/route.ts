import { z } from 'zod';
import { exportRule } from '@/lib/alerts/verbs/export-rules';
import { getRule } from '@/lib/alerts/verbs/get-rule';
import { parseInput } from '@/lib/http/body';
import { fileOf } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const inputSchema = z.object({ format: z.enum(['json', 'yaml']).default('yaml') });

/** The rule as a file that is called like it. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { params, url }) => {
    const { format } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    const id = params.id ?? '';
    const { rule } = await getRule(ctx, { id });
    return fileOf(await exportRule(ctx, { id, format }), { name: rule.doc.name, format });
  },
});
