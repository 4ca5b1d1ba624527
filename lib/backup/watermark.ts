import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';

const lookAgainMs = 500;
const longestWaitMs = 600_000;

type Waiting = { signal: AbortSignal; onWait: (what: string) => void };

/**
 * Waits until everything that was accepted before the call is in the engine and no import runs, whose rows and position
 * no single moment shows together. Throws `engine_unavailable` or `overloaded` when that takes more than 10 minutes.
 */
export async function reachWatermark(
  services: Pick<Services, 'store' | 'spool' | 'clock'>,
  { signal, onWait }: Waiting,
): Promise<void> {
  const { store, spool, clock } = services;
  const startedAt = clock.monotonic();
  const isLate = (): boolean => clock.monotonic() - startedAt > longestWaitMs;
  let isFlushed = false;
  const flushed = spool.sync().then((position) => spool.whenCommitted(position));
  flushed.then(
    () => (isFlushed = true),
    () => undefined,
  );
  for (;;) {
    signal.throwIfAborted();
    await Promise.race([flushed, sleep(lookAgainMs)]);
    const running = isFlushed ? await store.imports.listRunning() : [];
    if (isFlushed && running.length === 0) return;
    if (isLate()) throw tooLate(running[0]?.fileName);
    onWait(
      isFlushed ? `Waiting for the import of ${running[0]?.fileName}` : 'Waiting for accepted events to be stored',
    );
    await sleep(lookAgainMs, undefined, { signal });
  }
}

function tooLate(fileName: string | undefined): AppError {
  return fileName === undefined
    ? new AppError(
        'engine_unavailable',
        'The engine has not taken the accepted events for 10 minutes. Try again later.',
      )
    : new AppError('overloaded', `The import of ${fileName} still runs. Make the backup when it is done.`);
}
