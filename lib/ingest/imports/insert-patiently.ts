import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { isAppError, type AppError } from '@/lib/errors/app-error';
import { insertRows, type RefusedRow } from '@/lib/ingest/insert-rows';

const firstPauseMs = 500;
const longestPauseMs = 10_000;
const passing = new Set<AppError['code']>(['engine_unavailable', 'engine_timeout', 'overloaded']);

type Patience = {
  signal: AbortSignal;
  /** Told once per failed attempt, so that people can see what is being waited for. */
  onWait: (error: AppError) => Promise<void>;
};

/**
 * Inserts events, and waits as long as it takes while the engine is away: the token makes another attempt harmless even
 * when the first one did arrive. Returns the rows that the engine refuses. Throws what waiting cannot mend
 * (`query_rejected`), and the signal's reason when it is aborted.
 */
export async function insertPatiently(
  services: Pick<Services, 'engine'>,
  insert: { rows: Buffer; token: string },
  patience: Patience,
): Promise<RefusedRow[]> {
  let pauseMs = firstPauseMs;
  for (let attempt = 0; ; attempt += 1) {
    patience.signal.throwIfAborted();
    try {
      return await insertRows(services.engine, { table: 'events', ...insert, attempt });
    } catch (error) {
      if (!isAppError(error) || !passing.has(error.code)) throw error;
      await patience.onWait(error);
      await sleep(pauseMs, undefined, { signal: patience.signal });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}
