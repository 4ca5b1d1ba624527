import type { Context } from '@/lib/context';
import type { AlertQuery } from './alert-query';
import type { GettableAlert } from './alert-view';
import { firingAlerts } from './firing-alerts';

/** GET /api/v2/alerts: what fires now, also what tells nobody, with the reason. */
export async function listAlerts(ctx: Context, query: AlertQuery): Promise<GettableAlert[]> {
  const { found } = await firingAlerts(ctx, query);
  return found.map(({ view }) => view);
}
