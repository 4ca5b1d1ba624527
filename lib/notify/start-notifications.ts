import type { Services } from '@/lib/context';
import { dayMs, hourMs, secondMs } from '@/lib/time/duration';
import { beat } from './heartbeat';
import { lookAtGroups } from '@/lib/notify/telling/look-at-groups';
import { Outbox } from '@/lib/notify/sending/outbox';
import { onWake } from '@/lib/wake/wake';
import { startLoop, type Loop } from '@/lib/process/start-loop';

/** Rows of other portals, and of transactions that end after their poke, are seen after this long. */
const idleMs = secondMs;
/** A portal that is told to end waits so long for messages that are on their way. */
const finishMs = 3 * secondMs;
const beatEveryMs = 5 * secondMs;
const purgeEveryMs = 6 * hourMs;
/** How long messages and silences are kept once they are over. */
const keptMs = 30 * dayMs;

/** The loops that look at due groups and send queued messages. `poke` makes them look now. */
export function startNotifications(services: Services): { poke: () => void; stop: () => Promise<void> } {
  const { log, clock, store, metrics } = services;
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, `notify: ${what}; trying again`);
  const outbox = new Outbox(services, () => send.poke());
  const send: Loop = startLoop({
    turn: async () => {
      const begun = await outbox.begin();
      const { waiting, oldestAt } = await store.deliveries.queue();
      metrics.notify.waiting.set(waiting);
      metrics.notify.oldest.set(oldestAt === null ? 0 : (clock.now() - oldestAt) / secondMs);
      if (begun > 0) return 0;
      return outbox.isFull ? idleMs : until(await store.deliveries.nextDueAt(clock.now(), outbox.busy()), clock.now());
    },
    onError: failed('messages could not be sent'),
  });
  const look = startLoop({
    turn: async () => {
      const looked = await lookAtGroups(services);
      if (looked === 0) return until(await store.notificationGroups.nextDueAt(clock.now()), clock.now());
      send.poke();
      return 0;
    },
    onError: failed('groups could not be looked at'),
  });
  const hearts = startLoop({
    turn: async () => {
      await beat(services);
      return beatEveryMs;
    },
    onError: failed('heartbeats could not be sent'),
  });
  const purge = startLoop({
    turn: async () => {
      await store.deliveries.purge(clock.now() - keptMs);
      await store.silences.purge(clock.now() - keptMs);
      return purgeEveryMs;
    },
    onError: failed('what is long over could not be removed'),
  });
  const poke = () => {
    look.poke();
    send.poke();
  };
  const unwatch = onWake('notifications', poke);
  return {
    poke,
    stop: async () => {
      unwatch();
      await Promise.all([look, send, hearts, purge].map((loop) => loop.stop()));
      await outbox.finish(finishMs);
    },
  };
}

const until = (dueAt: number | null, now: number): number =>
  dueAt === null ? idleMs : Math.max(0, Math.min(idleMs, dueAt - now));
