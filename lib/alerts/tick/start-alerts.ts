import type { Services } from '@/lib/context';
import { startLoop, type Loop } from '@/lib/process/start-loop';
import { secondMs } from '@/lib/time/duration';
import { onWake } from '@/lib/wake/wake';
import { createTick } from './create-tick';
import { claimRules } from './evaluate-due';
import { EventRules } from './event-rules';
import { keepFiringGauge } from './firing-gauge';
import type { Tick } from './tick';

/** At most so long between two looks: other portals write rules, too. */
const longestSleepMs = 5 * secondMs;
const refreshEveryMs = 3 * secondMs;
/** Claimed and not yet done, at most; those that events wake still get through in small steps. */
const mostInFlight = 300;

/** `onCommitted` is called when an alert has fired, changed or resolved. */
type Options = Partial<Pick<Tick, 'onCommitted' | 'record'>>;

/** The loop that evaluates due rules, and what wakes it: time and committed batches. `poke` makes it look now. */
export function startAlerts(
  services: Services,
  options: Options = {},
): { poke: () => void; stop: () => Promise<void> } {
  const evaluations = new Evaluations(services, options);
  return { poke: () => evaluations.poke(), stop: () => evaluations.stop() };
}

class Evaluations {
  private readonly tick: Tick;
  private readonly events: EventRules;
  private readonly running = new Set<Promise<void>>();
  private readonly refreshing: NodeJS.Timeout;
  private readonly loop: Loop;
  private readonly stopGauge: () => void;
  private readonly unlisten: () => void;
  private inFlight = 0;
  private isStopping = false;

  constructor(
    private readonly services: Services,
    options: Options,
  ) {
    this.tick = createTick(services, { ...options, isStopping: () => this.isStopping });
    this.events = new EventRules(services, () => this.loop.poke());
    this.refreshing = setInterval(() => void this.refresh(), refreshEveryMs).unref();
    this.stopGauge = keepFiringGauge(services);
    this.unlisten = onWake('rules', () => this.poke());
    const known = this.refresh();
    this.loop = startLoop({
      turn: () => known.then(() => this.step()),
      onError: (error) => services.log.error({ err: error }, 'a look at the rules that are due failed'),
    });
  }

  poke(): void {
    void this.refresh();
    this.loop.poke();
  }

  /** Waits for the evaluations that have begun; the others are given back. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.refreshing);
    this.events.stop();
    this.stopGauge();
    this.unlisten();
    await this.loop.stop();
    await Promise.allSettled(this.running);
  }

  private async refresh(): Promise<void> {
    try {
      await this.events.refresh();
    } catch (error) {
      this.services.log.warn({ err: error }, 'rules that events wake could not be read');
    }
  }

  /** One look at what is due. Resolves to how long nothing is, ms. */
  private async step(): Promise<number> {
    const { store, clock, log } = this.services;
    try {
      const limit = Math.max(20, Math.min(100, mostInFlight - this.inFlight));
      const { count, run } = await claimRules(this.tick, limit);
      if (count > 0) this.track(count, run());
      // Enough is under way: the next that ends wakes the loop.
      if (this.inFlight >= mostInFlight) return longestSleepMs;
      if (count === limit) return 0;
      const next = await store.rules.nextDueAt(clock.now());
      return next === null ? longestSleepMs : Math.min(longestSleepMs, Math.max(0, next - clock.now()));
    } catch (error) {
      log.warn({ err: error }, 'rules that are due could not be claimed; trying again');
      return secondMs;
    }
  }

  private track(count: number, work: Promise<void>): void {
    this.inFlight += count;
    const done = work
      .catch((error: unknown) => this.services.log.warn({ err: error }, 'claimed rules could not be evaluated'))
      .finally(() => {
        this.inFlight -= count;
        this.running.delete(done);
        if (this.inFlight + count >= mostInFlight) this.loop.poke();
      });
    this.running.add(done);
  }
}
