import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { route } from '@/lib/http/route';
import { timeParam } from '@/lib/http/time-param';
import { listAlerts } from '@/lib/incidents/verbs/list-alerts';

const inputSchema = z.object({
  rule: z.string().max(60).optional(),
  incident: z.string().max(60).optional(),
  open: z.enum(['0', '1', 'false', 'true']).optional(),
  from: timeParam.optional(),
  to: timeParam.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The history of alerts, newest first, page by page. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const { rule, incident, open, ...rest } = parseInput(inputSchema, Object.fromEntries(url.searchParams));
    return listAlerts(ctx, {
      ...rest,
      ruleId: rule,
      incidentId: incident,
      isOpen: open === '1' || open === 'true',
    });
  },
});
