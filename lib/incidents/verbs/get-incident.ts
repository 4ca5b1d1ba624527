import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { findIncident, readView } from '@/lib/incidents/read-view';

/** An incident by its id or its number, with all that its page shows. Throws `not_found`. */
export async function getIncident(ctx: Context, { id }: { id: string }): Promise<IncidentView> {
  authorize(ctx, 'alerts:read');
  return readView(ctx, await findIncident(ctx, id));
}
