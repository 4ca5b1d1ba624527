import type { Services } from '@/lib/context';
import { onWake } from '@/lib/wake/wake';
import { enforceRetention } from './enforce-retention';

const everyMs = 3_600_000;
/** A start has better things to do first. */
const firstAfterMs = 60_000;
const turnKey = 'retention.turn';

/**
 * Looks every hour, and when somebody changes a retention, for events that are too old. Of several portals one does it.
 * `stop` resolves when no deletion is under way; what is left is deleted after the next start.
 */
export function startRetention(services: Services): { stop(): Promise<void> } {
  const abort = new AbortController();
  let working: Promise<void> = Promise.resolve();
  const look = (isAsked: boolean): void => {
    working = working.then(() => (abort.signal.aborted ? undefined : lookOnce(services, abort.signal, isAsked)));
  };
  const first = setTimeout(() => look(false), firstAfterMs);
  const timer = setInterval(() => look(false), everyMs);
  first.unref();
  timer.unref();
  const unwatch = onWake('retention', () => look(true));
  return {
    stop: async () => {
      abort.abort(new Error('the portal stops'));
      clearTimeout(first);
      clearInterval(timer);
      unwatch();
      await working;
    },
  };
}

async function lookOnce(services: Services, signal: AbortSignal, isAsked: boolean): Promise<void> {
  const { store, clock, log, metrics } = services;
  try {
    const at = clock.now();
    const isOurs = await store.settings.take(null, turnKey, { before: at - everyMs / 2, at });
    if (!isOurs && !isAsked) return;
    const events = await enforceRetention(services, signal);
    metrics.retention.runs.inc({ result: 'ok' });
    if (events > 0) log.info({ events }, 'retention: old events were deleted');
  } catch (error) {
    metrics.retention.runs.inc({ result: 'failed' });
    log.warn({ err: error }, 'retention: old events could not be deleted; trying again within the hour');
  }
}
