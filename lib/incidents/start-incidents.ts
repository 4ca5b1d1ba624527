import type { Services } from '@/lib/context';
import { startLoop } from '@/lib/process/start-loop';
import { secondMs } from '@/lib/time/duration';
import { onWake } from '@/lib/wake/wake';
import { Announcer } from './announcer';
import { endExpired } from './end-expired';
import { endSnoozes } from './end-snoozes';

const lookEveryMs = secondMs;
const choresEveryMs = 2 * secondMs;
const settleMs = 25;

/** Tells live streams of incidents that changed, here or in another portal; wakes snoozed ones; ends expired alerts. */
export function startIncidents(services: Services): { poke: () => void; stop: () => Promise<void> } {
  const { clock, log } = services;
  const announcer = new Announcer(services);
  let choresAt = -Infinity;
  let isEnding = false;

  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, `${what}; trying again soon`);
    }
  };
  const chores = async (): Promise<void> => {
    const now = clock.monotonic();
    if (now - choresAt < choresEveryMs || isEnding) return;
    choresAt = now;
    await attempt('snoozes that are over have not ended', () => endSnoozes(services));
    await attempt('alerts that expired have not ended', () => endExpired(services));
  };
  const loop = startLoop({
    turn: async () => {
      await attempt('incidents that changed are not told to live streams', () => announcer.look());
      await chores();
      return lookEveryMs;
    },
    onError: (error) => log.error({ err: error }, 'a look at the incidents failed'),
    settleMs,
  });
  const unwatch = onWake('incidents', loop.poke);
  return {
    poke: loop.poke,
    stop: async () => {
      unwatch();
      isEnding = true;
      await loop.stop();
    },
  };
}
