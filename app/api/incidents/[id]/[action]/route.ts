import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';
import { route } from '@/lib/http/route';
import { handleIncident, isHandling } from '@/lib/incidents/verbs/handle-incident';

/** What people do to an incident; the body is what the action needs. Answers with the incident as it is then. */
export const POST = route({
  access: 'actor',
  body: z.unknown(),
  run: (ctx, { params, body }) => {
    const { id = '', action = '' } = params;
    if (!isHandling(action)) throw new AppError('not_found', 'There is no such action.');
    return handleIncident(ctx, { id, action, input: body });
  },
});
