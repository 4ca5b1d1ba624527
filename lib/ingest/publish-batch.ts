import type { Services } from '@/lib/context';
import type { CommittedBatch } from '@/lib/live/batch';
import { singleton } from '@/lib/process/singleton';

const batches = () => singleton('batches', () => ({ last: 0 }));

/** Tells live queries and caches what has just been inserted. */
export function publishBatch(
  services: Pick<Services, 'live' | 'clock'>,
  workspace: string,
  names: CommittedBatch['names'],
): void {
  if (names.length === 0) return;
  const sequence = (batches().last += 1);
  services.live.publish({ workspace, names, sequence, committedAt: services.clock.now() });
}
