import { openOf, type OpenIncidents } from '@/app/_data/incidents/incident-cache';
import type { PageContext } from '@/lib/http/page-context';
import { pageExtra } from '@/lib/http/page-extra';
import { listOpenIncidents } from '@/lib/incidents/verbs/list-open-incidents';

/** `asOf`: when they were looked up, Unix ms. */
type KnownOpen = { open: OpenIncidents; asOf: number };

/** The open incidents for the frame around every page; null when they cannot be told, which must not take a page away. */
export async function knownOpen(ctx: PageContext): Promise<KnownOpen | null> {
  const listed = await pageExtra(ctx, { what: 'its open incidents', without: null }, listOpenIncidents(ctx));
  return listed === null ? null : { open: openOf(listed.incidents), asOf: listed.asOf };
}
