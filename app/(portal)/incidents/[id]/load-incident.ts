import { cache } from 'react';
import { isAppError } from '@/lib/errors/app-error';
import type { PageContext } from '@/lib/http/page-context';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { getIncident } from '@/lib/incidents/verbs/get-incident';

/** The incident, or null; looked up once for the page and its title. */
export const loadIncident = cache(async (ctx: PageContext, id: string): Promise<IncidentView | null> => {
  try {
    return await getIncident(ctx, { id });
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
});
