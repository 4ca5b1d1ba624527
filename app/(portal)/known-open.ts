import { openOf, type OpenIncidents } from '@/app/_data/incidents/incident-cache';
import type { PageContext } from '@/lib/http/page-context';
import { listOpenIncidents } from '@/lib/incidents/verbs/list-open-incidents';

/** `asOf`: when they were looked up, Unix ms. */
type KnownOpen = { open: OpenIncidents; asOf: number };

/** The open incidents for the frame around every page; null when they cannot be told, which must not take a page away. */
export async function knownOpen(ctx: PageContext): Promise<KnownOpen | null> {
  try {
    const { incidents, asOf } = await listOpenIncidents(ctx);
    return { open: openOf(incidents), asOf };
  } catch (err) {
    ctx.log.warn({ err, requestId: ctx.requestId }, 'open incidents could not be counted');
    return null;
  }
}
