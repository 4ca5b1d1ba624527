import { openOf, type OpenIncidents } from '@/app/_data/incidents/incident-cache';
import type { PageContext } from '@/lib/http/page-context';
import { pageExtra } from '@/lib/http/page-extra';
import { listIncidents } from '@/lib/incidents/verbs/list-incidents';

/** The open incidents for the frame around every page; null when they cannot be told, which must not take a page away. */
export async function knownOpen(ctx: PageContext): Promise<OpenIncidents | null> {
  const listed = listIncidents(ctx, { status: 'open', limit: 100 });
  const open = await pageExtra(ctx, { what: 'its open incidents', without: null }, listed);
  return open === null ? null : openOf(open.incidents);
}
