import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { findChart, toChart } from '@/lib/dashboards/documents/stored-chart';
import type { SavedChart } from '@/lib/model/saved-chart';

/** One saved chart. Throws `not_found`. */
export async function getChart(ctx: Context, { id }: { id: string }): Promise<SavedChart> {
  authorize(ctx, 'dashboards:read');
  return toChart(await findChart(ctx.store, ctx, id));
}
