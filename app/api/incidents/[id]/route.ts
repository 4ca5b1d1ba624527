import { z } from 'zod';
import { route } from '@/lib/http/route';
import { getIncident } from '@/lib/incidents/verbs/get-incident';
import { updateIncident } from '@/lib/incidents/verbs/update-incident';

export const GET = route({ access: 'actor', run: (ctx, { params }) => getIncident(ctx, { id: params.id ?? '' }) });

/** `{title?, severity?, ownerId?}`. */
export const PATCH = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => updateIncident(ctx, { id: params.id ?? '', input: body }),
});
