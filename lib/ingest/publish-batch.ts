import type { Services } from '@/lib/context';
import type { CommittedBatch } from '@/lib/live/batch';

/** Shared by all copies of this module and by the flush of sent events, because a sequence belongs to the process. */
const counterKey = Symbol.for('sightglass.batch-sequence');
type Registry = Record<symbol, number | undefined>;

/** Tells live queries and caches what has just been inserted. */
export function publishBatch(
  services: Pick<Services, 'live' | 'clock'>,
  workspace: string,
  names: CommittedBatch['names'],
): void {
  if (names.length === 0) return;
  const registry = globalThis as unknown as Registry;
  const sequence = (registry[counterKey] ?? 0) + 1;
  registry[counterKey] = sequence;
  services.live.publish({ workspace, names, sequence, committedAt: services.clock.now() });
}
