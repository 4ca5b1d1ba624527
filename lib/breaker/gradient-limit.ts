import { Baselines } from './baselines';

export type LimitOptions = { min: number; max: number; initial: number };

/** One answered call. Times ms. */
export type Sample = {
  shape: string;
  tookMs: number;
  /** How many were at the engine, this one included, at the start or the end, whichever is more. */
  inFlight: number;
  now: number;
};

/** Twice the noise of short calls in a busy process, ms: differences below it are none. */
const slackMs = 5;
/** A call may take this many times as long in company before it counts as delay. */
const tolerance = 1.5;
/** The limit may grow by so many places while there is no delay. */
const headroom = 1;
const smoothing = 0.5;
const windowMs = 50;
const fewestSamples = 4;
const afterFailure = 0.75;
/** Calls as a whole this much faster than they should be alone: the baseline is out of date. */
const contradiction = 0.7;
const probeEveryMs = 30_000;
const probeSamples = 6;
const probeGapMs = 3_000;
/** A probe may take up this share of the time. */
const probeShare = 0.05;

/**
 * How many calls may be at the engine at once, from how long they take. Per window:
 *
 *     gradient = min(1, max(1/2, tolerance · geometric mean of (time alone / time now)))
 *     limit    = (1 − s) · limit + s · (gradient · limit + headroom)
 *
 * which is the gradient of Netflix's concurrency-limits (Gradient2Limit.java) with the baseline of Envoy's adaptive concurrency
 * filter: a time alone that is measured, by letting only `min` calls run for a moment now and then, and not averaged, as an
 * average of busy times creeps up until nothing looks like delay. Each call is compared with calls of its own shape, so
 * that a change from short to long questions is no delay. With K places at the engine it settles near 1.5 K + 1.
 */
export class GradientLimit {
  private estimate: number;
  private readonly baselines = new Baselines();
  private logs = 0;
  private samples = 0;
  private windowFrom = -Infinity;
  private calmAt = -Infinity;
  private probe: { from: number; left: number } | null = null;
  private probeEndedAt = -Infinity;
  private meanMs = 0;

  constructor(private readonly options: LimitOptions) {
    this.estimate = options.initial;
  }

  get limit(): number {
    return this.probe === null ? Math.floor(this.estimate) : this.options.min;
  }

  answered({ shape, tookMs, inFlight, now }: Sample): void {
    const log = Math.log(tookMs + slackMs);
    const { min } = this.options;
    this.passed(now);
    this.meanMs += 0.1 * (tookMs - this.meanMs);
    if (inFlight <= min) {
      this.baselines.learn(shape, log, now);
      this.calm(now);
    }
    const alone = this.baselines.of(shape, now);
    // Too few at once to say anything about the limit.
    if (alone !== undefined && inFlight * 2 >= this.estimate) this.gather(log - alone, now);
    this.planProbe(inFlight, now);
  }

  /** The engine did not answer. Once per window, as what fails together has one reason. */
  failed(now: number): void {
    if (now - this.windowFrom < windowMs) return;
    this.estimate = Math.max(this.options.min, this.estimate * afterFailure);
    this.open(now);
  }

  /** Ends a probe that has gone on for too long: what it waits for may never come. */
  passed(now: number): void {
    if (this.probe !== null && now - this.probe.from > this.longestProbeMs) this.endProbe(now);
  }

  private get longestProbeMs(): number {
    return Math.max(1_000, 4 * this.meanMs);
  }

  private gather(log: number, now: number): void {
    this.logs += log;
    this.samples += 1;
    const isFull = this.samples >= Math.max(fewestSamples, this.estimate) && now - this.windowFrom >= windowMs;
    if (!isFull || this.probe !== null) return;
    const delay = Math.exp(this.logs / this.samples);
    if (delay < contradiction) this.startProbe(now);
    else this.move(delay);
    this.open(now);
  }

  private move(delay: number): void {
    const { min, max } = this.options;
    const gradient = Math.min(1, Math.max(0.5, tolerance / delay));
    const next = gradient * this.estimate + headroom;
    this.estimate = Math.min(max, Math.max(min, this.estimate + smoothing * (next - this.estimate)));
  }

  private open(now: number): void {
    this.windowFrom = now;
    this.logs = 0;
    this.samples = 0;
  }

  private calm(now: number): void {
    this.calmAt = now;
    if (this.probe === null) return;
    this.probe.left -= 1;
    if (this.probe.left <= 0) this.endProbe(now);
  }

  /** Measures anew when it was never calm for long. */
  private planProbe(inFlight: number, now: number): void {
    if (this.probe !== null || inFlight <= this.options.min) return;
    const pauseMs = Math.max(probeEveryMs, this.longestProbeMs / probeShare);
    if (now - Math.max(this.calmAt, this.probeEndedAt) > pauseMs) this.startProbe(now);
  }

  private startProbe(now: number): void {
    if (this.estimate > this.options.min && now - this.probeEndedAt >= probeGapMs)
      this.probe = { from: now, left: probeSamples };
  }

  private endProbe(now: number): void {
    this.probe = null;
    this.probeEndedAt = now;
    this.open(now);
  }
}
