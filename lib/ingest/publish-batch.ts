import type { Services } from '@/lib/context';
import type { CommittedBatch } from '@/lib/live/batch';
import { singletonOf } from '@/lib/process/singleton';

/** Tells live queries and caches what has just been inserted. */
export function publishBatch(
  { live, clock }: Pick<Services, 'live' | 'clock'>,
  workspace: string,
  names: CommittedBatch['names'],
): void {
  if (names.length === 0) return;
  const sequence = (singletonOf('batches', live, () => ({ last: 0 })).last += 1);
  live.publish({ workspace, names, sequence, committedAt: clock.now() });
}
