import { secondMs } from '@/lib/time/duration';
import type { AdmissionClass } from './admission';
import { nextPressure, normalPressure, type PressureState } from './pressure';

/** Runs something once after a delay in ms; the returned function calls it off. */
export type After = (ms: number, run: () => void) => () => void;

export type GaugeOptions = {
  /** How long the longest wait is now, ms, and whether nobody waits at all. */
  look: () => { now: number; longestWaitMs: number; isIdle: boolean };
  onLevel: (level: number) => void;
  after?: After;
};

const lookEveryMs = 200;

/** Does not keep the process alive. */
const systemAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** Follows how long calls wait, with a timer that runs only while somebody waits or the pressure is not normal. */
export class PressureGauge {
  private state: PressureState = normalPressure;
  private longestWaitMs = 0;
  private refusedCount = 0;
  private isWatching = false;
  private readonly listeners = new Set<() => void>();
  private readonly after: After;

  constructor(private readonly options: GaugeOptions) {
    this.after = options.after ?? systemAfter;
    options.onLevel(1);
  }

  get level(): number {
    return this.state.level;
  }

  get everyMs(): number {
    return this.level === 1 ? 0 : this.level * secondMs;
  }

  waited(name: AdmissionClass, ms: number): void {
    if (name !== 'bulk' && ms > this.longestWaitMs) this.longestWaitMs = ms;
  }

  refused(name: AdmissionClass): void {
    if (name !== 'bulk') this.refusedCount += 1;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    this.after(lookEveryMs, () => this.step());
  }

  private step(): void {
    const { now, longestWaitMs, isIdle } = this.options.look();
    const before = this.state.level;
    this.state = nextPressure(this.state, {
      now,
      longestWaitMs: Math.max(longestWaitMs, this.longestWaitMs),
      refused: this.refusedCount,
    });
    this.longestWaitMs = 0;
    this.refusedCount = 0;
    this.isWatching = false;
    if (!isIdle || this.state !== normalPressure) this.watch();
    if (this.level === before) return;
    this.options.onLevel(this.level);
    for (const listener of this.listeners) listener();
  }
}
