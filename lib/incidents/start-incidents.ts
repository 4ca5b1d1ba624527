import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '@/lib/context';
import { secondMs } from '@/lib/time/duration';
import { Announcer } from './announcer';
import { endExpired } from './end-expired';
import { endSnoozes } from './end-snoozes';
import { onWake } from '@/lib/wake/wake';

const lookEveryMs = secondMs;
const choresEveryMs = 2 * secondMs;
/** Whoever pokes from within a transaction needs a moment to end it. */
const settleMs = 25;

/** Tells live streams of incidents that changed, here or in another portal; wakes snoozed ones; ends expired alerts. */
export function startIncidents(services: Services): { poke: () => void; stop: () => Promise<void> } {
  const loop = new Loop(services);
  const unwatch = onWake('incidents', () => loop.poke());
  const ended = loop.run();
  return {
    poke: () => loop.poke(),
    stop: async () => {
      unwatch();
      loop.end();
      await ended;
    },
  };
}

class Loop {
  private readonly announcer: Announcer;
  private isPoked = false;
  private isEnding = false;
  private resume: () => void = () => undefined;
  private choresAt = -Infinity;

  constructor(private readonly services: Services) {
    this.announcer = new Announcer(services);
  }

  /** Only a flag: whoever pokes may be inside a transaction, and the round must not run as a part of that. */
  poke(): void {
    this.isPoked = true;
    this.resume();
  }

  end(): void {
    this.isEnding = true;
    this.resume();
  }

  async run(): Promise<void> {
    while (!this.isEnding) {
      this.isPoked = false;
      await this.attempt('incidents that changed are not told to live streams', () => this.announcer.look());
      await this.chores();
      await this.pause();
    }
  }

  private async chores(): Promise<void> {
    const now = this.services.clock.monotonic();
    if (now - this.choresAt < choresEveryMs || this.isEnding) return;
    this.choresAt = now;
    await this.attempt('snoozes that are over have not ended', () => endSnoozes(this.services));
    await this.attempt('alerts that expired have not ended', () => endExpired(this.services));
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.services.log.warn({ err: error }, `${what}; trying again soon`);
    }
  }

  private async pause(): Promise<void> {
    if (this.isEnding) return;
    if (!this.isPoked)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lookEveryMs);
        timer.unref();
        this.resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    if (this.isPoked && !this.isEnding) await sleep(settleMs);
  }
}
