import type { Services } from '@/lib/context';
import { dayMs } from '@/lib/time/duration';

/** How long what was deleted can be restored. */
const keptMs = 30 * dayMs;

/** Ends rules that were deleted more than 30 days ago, in every workspace. */
export async function purgeRules({ store, clock, log }: Pick<Services, 'store' | 'clock' | 'log'>): Promise<void> {
  const rules = await store.rules.purge(clock.now() - keptMs);
  if (rules > 0) log.info({ rules }, 'ended rules that were deleted more than 30 days ago');
}
