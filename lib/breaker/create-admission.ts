import { isAppError, type AppError } from '@/lib/errors/app-error';
import type { Clock } from '@/lib/time/clock';
import {
  admissionClasses,
  type Admission,
  type AdmissionClass,
  type Asked,
  type Outcome,
  type Place,
  type Refusal,
} from './admission';
import { defaultDeadlines, defaultLimit, type AdmissionOptions } from './admission-options';
import { createAdmissionMeter, type AdmissionMeter } from './admission-meter';
import { FairQueue } from './fair-queue';
import { GradientLimit } from './gradient-limit';
import { overloaded } from './overloaded';
import { PressureGauge } from './pressure-gauge';
import { cancelled, waitForTurn, type WaitingCall } from './waiting-call';

const firstCostMs = 20;

/** Waiting costs one timer for all; while there is room, a call costs a few microseconds and no timer. */
export function createAdmission(options: AdmissionOptions): Admission {
  return new Gate(options);
}

class Gate implements Admission {
  private inFlight = 0;
  private costMs = firstCostMs;
  private endedAt = 0;
  private readonly queue = new FairQueue<WaitingCall>();
  private readonly limit: GradientLimit;
  private readonly deadlines: Record<AdmissionClass, number>;
  private readonly maxQueued: number;
  private readonly clock: Clock;
  private readonly meter: AdmissionMeter;
  private readonly gauge: PressureGauge;

  constructor({ clock, metrics, limit, deadlines, maxQueued = 1_500, after }: AdmissionOptions) {
    this.clock = clock;
    this.limit = new GradientLimit({ ...defaultLimit, ...limit });
    this.deadlines = { ...defaultDeadlines, ...deadlines };
    this.maxQueued = maxQueued;
    this.meter = createAdmissionMeter(metrics?.admission);
    this.gauge = new PressureGauge({
      look: () => this.look(),
      onLevel: (level) => this.meter.pressure(level),
      ...(after && { after }),
    });
    this.meter.limit(this.limit.limit);
    this.report();
  }

  async run<T>(call: () => Promise<T>, asked: Asked): Promise<T> {
    const entered = this.enter(asked);
    const place = entered instanceof Promise ? await entered : entered;
    try {
      const result = await call();
      place.leave('answered');
      return result;
    } catch (error) {
      place.leave(isEngineFailure(error) ? 'failed' : 'ignored');
      throw error;
    }
  }

  enter(asked: Asked): Place | Promise<Place> {
    if (asked.signal?.aborted) throw cancelled();
    // Where there is room nobody waits who could have it.
    if (!this.isOpen(asked.class)) return this.wait(asked);
    this.queue.start(asked, this.costMs);
    this.meter.waited(asked.class, 0);
    return this.placeFor(asked);
  }

  pressure = (): number => this.gauge.level;
  everyMs = (): number => this.gauge.everyMs;
  onPressure = (listener: () => void): (() => void) => this.gauge.onChange(listener);

  status(): ReturnType<Admission['status']> {
    return {
      limit: this.limit.limit,
      inFlight: this.inFlight,
      queued: this.queued(),
      refused: this.meter.refusals(),
      pressure: this.gauge.level,
      everyMs: this.gauge.everyMs,
      latencyMs: Math.round(this.costMs * 10) / 10,
      waitMs: this.isOpen('interactive') ? 0 : Math.round(this.estimate({ workspaceId: '', class: 'interactive' })),
    };
  }

  /** What takes its time gets half of the places, so that there is always one soon for who cannot wait. */
  private isOpen(name: AdmissionClass): boolean {
    const { limit } = this.limit;
    return this.inFlight < limit && (name !== 'bulk' || this.queue.running('bulk') < Math.max(1, limit >> 1));
  }

  private wait(asked: Asked): Promise<Place> {
    const now = this.clock.monotonic();
    const deadlineMs = this.deadlines[asked.class];
    const waitMs = this.estimate(asked);
    // The first of a workspace has its turn soon whatever the others wait for, so only time can tell.
    if (waitMs > deadlineMs && (this.queue.isWaiting(asked) || this.isStuck(deadlineMs)))
      throw this.refusal(asked, 'estimate');
    if (this.queue.size >= this.maxQueued) this.makeRoom(asked);
    return waitForTurn(
      asked,
      { since: now, until: now + deadlineMs },
      {
        begin: (waiting) => {
          this.queue.push(waiting);
          this.report();
          this.gauge.watch();
        },
        onLeave: (waiting) => {
          if (this.queue.remove(waiting)) waiting.fail(cancelled());
          this.report();
        },
      },
    );
  }

  /** Whoever has most waiting loses the newest; that may be the one who asks. */
  private makeRoom(asked: Asked): void {
    const longest = this.queue.newestOfLongest();
    const isOwn = longest?.workspaceId === asked.workspaceId && longest.class === asked.class;
    if (longest === undefined || isOwn) throw this.refusal(asked, 'full');
    this.refuse(longest, 'full');
  }

  private refuse(waiting: WaitingCall, why: Refusal): void {
    if (this.queue.remove(waiting)) waiting.fail(this.refusal(waiting, why));
  }

  private refusal(asked: Asked, why: Refusal): AppError {
    this.meter.refused(asked.class, why);
    this.gauge.refused(asked.class);
    this.gauge.watch();
    const waitMs = this.estimate(asked);
    return overloaded(Math.max(waitMs, why === 'deadline' ? this.deadlines[asked.class] : 0), this.meter.total());
  }

  /** How long one that comes now would wait, ms. While nothing ends, calls take at least that long, and so does the next wait. */
  private estimate(asked: Pick<Asked, 'workspaceId' | 'class'>): number {
    const sinceEndMs = this.sinceEndMs();
    const { limit } = this.limit;
    const places = asked.class === 'bulk' ? Math.max(1, limit >> 1) : limit;
    const turns = this.queue.ahead(asked) + 1;
    return Math.max(sinceEndMs, (turns * Math.max(this.costMs, sinceEndMs)) / places);
  }

  private sinceEndMs(): number {
    return this.inFlight === 0 ? 0 : this.clock.monotonic() - this.endedAt;
  }

  /** Nothing has ended for so long that who comes now would not be let in either. */
  private isStuck(deadlineMs: number): boolean {
    return this.sinceEndMs() > deadlineMs;
  }

  /** Lets in who is next, as long as there is room. */
  private admit(): void {
    while (this.queue.size > 0) {
      const next = this.queue.take(this.costMs, (name) => this.isOpen(name));
      if (next === undefined) return;
      const waitedMs = this.clock.monotonic() - next.since;
      this.meter.waited(next.class, waitedMs);
      this.gauge.waited(next.class, waitedMs);
      next.go(this.placeFor(next));
    }
  }

  private placeFor(asked: Asked): Place {
    const startedAt = this.clock.monotonic();
    const chargedMs = this.costMs;
    if (this.inFlight === 0) this.endedAt = startedAt;
    this.inFlight += 1;
    const company = this.inFlight;
    this.meter.inFlight(this.inFlight);
    let isLeft = false;
    return {
      leave: (outcome) => {
        if (isLeft) return;
        isLeft = true;
        const now = this.clock.monotonic();
        const tookMs = now - startedAt;
        this.learn(asked, outcome, { tookMs, inFlight: Math.max(company, this.inFlight), now });
        this.queue.end(asked, tookMs - chargedMs);
        this.inFlight -= 1;
        this.endedAt = now;
        this.meter.inFlight(this.inFlight);
        if (this.queue.size === 0) return;
        this.admit();
        this.report();
      },
    };
  }

  private learn(asked: Asked, outcome: Outcome, seen: { tookMs: number; inFlight: number; now: number }): void {
    this.limit.passed(seen.now);
    if (outcome === 'ignored') return;
    if (asked.class !== 'bulk') this.costMs += 0.1 * (seen.tookMs - this.costMs);
    const before = this.limit.limit;
    if (outcome === 'failed') this.limit.failed(seen.now);
    else if (asked.shape !== undefined) this.limit.answered({ ...seen, shape: asked.shape });
    if (this.limit.limit !== before) this.meter.limit(this.limit.limit);
  }

  /** Every moment while somebody waits: refuses who has waited for too long, and says how long the others have. */
  private look(): { now: number; longestWaitMs: number; isIdle: boolean } {
    const now = this.clock.monotonic();
    for (const waiting of [...this.queue.waiting()]) if (waiting.until <= now) this.refuse(waiting, 'deadline');
    this.limit.passed(now);
    this.admit();
    let longestWaitMs = 0;
    for (const { class: name, since } of this.queue.waiting())
      if (name !== 'bulk') longestWaitMs = Math.max(longestWaitMs, now - since);
    this.report();
    return { now, longestWaitMs, isIdle: this.queue.size === 0 };
  }

  private queued(): Record<AdmissionClass, number> {
    return Object.fromEntries(admissionClasses.map((name) => [name, this.queue.queued(name)])) as Record<
      AdmissionClass,
      number
    >;
  }

  private report(): void {
    this.meter.queued(this.queued());
  }
}

const isEngineFailure = (error: unknown): boolean =>
  isAppError(error) && (error.code === 'engine_timeout' || error.code === 'engine_unavailable');
