import type { Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { PersonDeletion } from '@/lib/store/access-ports';
import { onWake } from '@/lib/wake/wake';
import type { Hold } from './hold';
import { runDeletion } from './run-deletion';

const everyMs = 60_000;
const firstAfterMs = 5_000;
const turnKey = 'people.turn';

/**
 * Deletes people's data as it is asked for, one after the other, and goes on with what a stop or a fault left. `stop` resolves when nothing is under way.
 */
export function startDeletions(services: Services, { hold }: { hold: Hold }): { stop(): Promise<void> } {
  const abort = new AbortController();
  let working: Promise<void> = Promise.resolve();
  const look = (): void => {
    working = working.then(() => (abort.signal.aborted ? undefined : runAll(services, { hold, signal: abort.signal })));
  };
  const first = setTimeout(look, firstAfterMs);
  const timer = setInterval(look, everyMs);
  first.unref();
  timer.unref();
  const unwatch = onWake('people', look);
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

type Run = { hold: Hold; signal: AbortSignal };

async function runAll(services: Services, run: Run): Promise<void> {
  const { store, log, clock } = services;
  try {
    const waiting = await store.personDeletions.listUnfinished();
    for (const deletion of waiting) {
      const at = clock.now();
      // Two portals at the same one would do each other's work again, and find that out.
      if (run.signal.aborted || !(await store.settings.take(null, turnKey, { before: at - everyMs, at }))) return;
      await runOne(services, deletion, run);
      await store.settings.set(null, turnKey, 0);
    }
  } catch (error) {
    log.warn({ err: error }, 'the deletions of people could not be looked at; trying again within a minute');
  }
}

async function runOne(services: Services, deletion: PersonDeletion, run: Run): Promise<void> {
  const { store, log } = services;
  if (deletion.userId === null) return;
  try {
    await runDeletion(services, { ...deletion, userId: deletion.userId }, run);
    log.info({ deletion: deletion.id }, 'the data of a person was deleted');
  } catch (error) {
    if (run.signal.aborted) return;
    log.warn({ err: error, deletion: deletion.id }, 'the data of a person could not be deleted; trying again');
    const fault = isAppError(error) ? error.message : 'Something went wrong; the log has the details.';
    await store.personDeletions.update(deletion.id, { fault });
  }
}
