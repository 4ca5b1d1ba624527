import type { Services } from '@/lib/context';

/** How long what was deleted can be restored. */
const keptMs = 30 * 86_400_000;

/** Ends dashboards and charts that were deleted more than 30 days ago, in every workspace. */
export async function purgeDeleted({ store, clock, log }: Pick<Services, 'store' | 'clock' | 'log'>): Promise<void> {
  const before = clock.now() - keptMs;
  const dashboards = await store.dashboards.purge(before);
  const charts = await store.charts.purge(before);
  if (dashboards + charts > 0) log.info({ dashboards, charts }, 'ended what was deleted more than 30 days ago');
}
