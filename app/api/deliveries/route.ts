import { z } from 'zod';
import { parseInput } from '@/lib/http/body';
import { route } from '@/lib/http/route';
import { deliveryStatuses } from '@/lib/model/notification';
import { listDeliveries } from '@/lib/notify/verbs/list-deliveries';

const querySchema = z.object({
  status: z.enum(deliveryStatuses).optional(),
  incident: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => listDeliveries(ctx, parseInput(querySchema, Object.fromEntries(url.searchParams))),
});
