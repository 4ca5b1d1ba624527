import { openOf, type OpenIncidents } from '@/app/_data/incidents/incident-cache';
import type { PageContext } from '@/lib/http/page-context';
import { listIncidents } from '@/lib/incidents/verbs/list-incidents';

/** The open incidents for the frame around every page; null when they cannot be told, which must not take a page away. */
export async function knownOpen(ctx: PageContext): Promise<OpenIncidents | null> {
  try {
    return openOf((await listIncidents(ctx, { status: 'open', limit: 100 })).incidents);
  } catch (err) {
    ctx.log.warn({ err, requestId: ctx.requestId }, 'open incidents could not be counted');
    return null;
  }
}
