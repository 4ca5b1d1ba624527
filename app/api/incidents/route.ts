import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { route } from '@/lib/http/route';
import { timeParam } from '@/lib/http/time-param';
import { listIncidents } from '@/lib/incidents/verbs/list-incidents';
import { severitySchema } from '@/lib/model/severity-schema';

const inputSchema = z.object({
  status: z.enum(['open', 'resolved', 'all']).default('open'),
  /** One or several, with commas in between. */
  severity: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(severitySchema))
    .optional(),
  owner: z.string().max(60).optional(),
  q: z.string().trim().max(200).optional(),
  from: timeParam.optional(),
  to: timeParam.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The incidents of the workspace, newest first, page by page. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const { severity: severities, q: text, ...rest } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    return listIncidents(ctx, { ...rest, severities, ...(text === '' ? {} : { text }) });
  },
});
