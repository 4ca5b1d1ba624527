import type { Server } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** So many are taken at once at most: a few milliseconds of work. */
const most = 200;
/** As long as one may wait at most. More often costs pages their turns, as everything else that is ready has its turn as well. */
const everyMs = 250;

/**
 * Takes the connections that wait to be taken. By itself the event loop takes one per turn (libuv, since 1.45), and while pages are drawn
 * a turn is long: browsers that come together, with six connections each, would wait for seconds until their requests are read. Turns in
 * between that have little else to do catch up. Returns after the first one that brought none.
 */
export function createConnectionTaker(server: Server): () => Promise<void> {
  let taken = 0;
  let last = -Infinity;
  server.on('connection', () => (taken += 1));
  return async () => {
    const now = performance.now();
    if (now - last < everyMs) return;
    last = now;
    const end = taken + most;
    // The first turn ends before anything is looked at.
    await nextTurn();
    let before;
    do {
      before = taken;
      await nextTurn();
    } while (taken > before && taken < end);
  };
}
