import type { Services } from '@/lib/context';
import { batchLogOf, closeBatchLog } from './batch-log';

/**
 * Starts to follow committed batches, so that cached answers know when they are outdated, and the engine's state, so that
 * the first reader after a restart is answered by it and not told that it was away. Returns the way to stop.
 */
export function watchInvalidation({
  live,
  engine,
  breakers,
}: Pick<Services, 'live' | 'engine' | 'breakers'>): () => void {
  batchLogOf(live);
  const stopStatus = engine.onStatus(({ state }) => {
    if (state === 'ready') breakers.engine.reset('The engine reports itself ready');
  });
  return () => {
    stopStatus();
    closeBatchLog(live);
  };
}
