import {
  CircuitState,
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  handleWhen,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  type TimeoutPolicy,
} from 'cockatiel';
import { AppError } from '@/lib/errors/app-error';
import type { Clock } from '@/lib/time/clock';
import type { Breaker, BreakerChange, BreakerKind, BreakerState, BreakerStatus } from './breakers';

/** What is guarded, and what counts as its failure. */
export type Guarded = {
  name: string;
  kind: BreakerKind;
  label: string;
  isFailure: (error: unknown) => boolean;
  /** What a caller is told while it is open. */
  refusal: (retryAfterMs: number) => AppError;
};

export type BreakerTimes = {
  /** So many failures in a row open the breaker. */
  failures: number;
  /** How long it stays open before the next look, ms. */
  probeAfterMs: number;
  /** The longest a look may take, ms. */
  probeTimeoutMs: number;
};

const historyLength = 20;
/** The library would go by the wall clock, which jumps. When a look is due is decided here, so to it one always is. */
const alwaysDue = Number.NEGATIVE_INFINITY;
const neverAborted = new AbortController().signal;

/** The library's own `isTaskCancelledError` looks for another error's mark (3.2.1). */
const isTimeout = (error: unknown): error is TaskCancelledError => error instanceof TaskCancelledError;

/**
 * Closed → open after so many failures in a row → half-open for one look → closed or open again. With `probeWith` the looks
 * are the breaker's own; without, the first call that comes after the pause is the look and all others are refused meanwhile.
 */
export class PolicyBreaker implements Breaker {
  private readonly listeners = new Set<(status: BreakerStatus) => void>();
  private readonly timeoutOf = createTimeouts();
  private policy: CircuitBreakerPolicy;
  private since: number;
  private lastFailure: string | null = null;
  private failuresInRow = 0;
  private probes = 0;
  /** By the clock that never goes back. */
  private dueAt = 0;
  private history: BreakerChange[] = [];
  private look: (() => Promise<void>) | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly guarded: Guarded,
    private readonly times: BreakerTimes,
    private readonly clock: Clock,
  ) {
    this.policy = this.makePolicy();
    this.since = clock.now();
  }

  probeWith(look: () => Promise<void>): void {
    this.look = look;
  }

  async run<T>(call: (signal: AbortSignal) => Promise<T>, timeoutMs?: number): Promise<T> {
    const { state } = this.policy;
    // The library would let every caller of a half-open breaker wait for the look; a reader rather hears "open" at once.
    const isProbe = state === CircuitState.Open && this.look === null && this.untilDueMs() === 0;
    if (state !== CircuitState.Closed && !isProbe) throw this.refusal();
    const limitMs = isProbe ? Math.min(timeoutMs ?? Infinity, this.times.probeTimeoutMs) : timeoutMs;
    try {
      const result = await this.policy.execute(() => this.inTime(call, limitMs));
      this.failuresInRow = 0;
      return result;
    } catch (error) {
      if (isTimeout(error)) throw new AppError('engine_timeout', timeoutWords(limitMs), { cause: error });
      throw error;
    }
  }

  status(): BreakerStatus {
    const { name, kind, label } = this.guarded;
    const state = stateOf(this.policy.state);
    return {
      ...{ name, kind, label, state },
      since: this.since,
      lastFailure: this.lastFailure,
      failuresInRow: this.failuresInRow,
      probes: this.probes,
      nextProbeAt: state === 'closed' ? null : this.clock.now() + this.untilDueMs(),
      history: this.history,
    };
  }

  onChange(listener: (status: BreakerStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  reset(by = 'Reset'): void {
    const wasClosed = this.policy.state === CircuitState.Closed;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.policy = this.makePolicy();
    this.lastFailure = null;
    this.failuresInRow = 0;
    if (wasClosed) return;
    this.note('closed', by);
    this.tell();
  }

  close(): void {
    clearTimeout(this.timer);
    this.look = null;
    this.listeners.clear();
  }

  private inTime<T>(call: (signal: AbortSignal) => Promise<T>, limitMs: number | undefined): Promise<T> {
    const running =
      limitMs === undefined || limitMs === Infinity
        ? call(neverAborted)
        : this.timeoutOf(limitMs).execute(({ signal }) => call(signal));
    return running.catch((error: unknown) => {
      if (this.isFailure(error)) {
        this.failuresInRow += 1;
        this.lastFailure = error instanceof Error && !isTimeout(error) ? error.message : timeoutWords(limitMs);
      }
      throw error;
    });
  }

  private isFailure(error: unknown): boolean {
    return isTimeout(error) || this.guarded.isFailure(error);
  }

  private makePolicy(): CircuitBreakerPolicy {
    const made = circuitBreaker(
      handleWhen((error) => this.isFailure(error)),
      { halfOpenAfter: alwaysDue, breaker: new ConsecutiveBreaker(this.times.failures) },
    );
    made.onStateChange((state) => this.changed(state));
    return made;
  }

  private changed(state: CircuitState): void {
    const isOpenNow = this.history[0]?.to === 'open';
    if (state === CircuitState.HalfOpen) this.probes += 1;
    if (state === CircuitState.Open) {
      this.dueAt = this.clock.monotonic() + this.times.probeAfterMs;
      if (!isOpenNow) this.note('open', this.lastFailure ?? 'Too many failures in a row');
      this.planLook();
    }
    if (state === CircuitState.Closed) {
      this.failuresInRow = 0;
      if (isOpenNow) this.note('closed', 'It answers again');
    }
    this.tell();
  }

  private note(to: BreakerChange['to'], reason: string): void {
    this.since = this.clock.now();
    if (to === 'open') this.probes = 0;
    this.history = [{ at: this.since, to, reason }, ...this.history].slice(0, historyLength);
  }

  private planLook(): void {
    if (this.look === null || this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.tryAgain(), this.times.probeAfterMs);
    this.timer.unref();
  }

  private async tryAgain(): Promise<void> {
    this.timer = undefined;
    const { look, policy } = this;
    if (look === null || policy.state !== CircuitState.Open) return;
    try {
      await policy.execute(() => this.inTime(look, this.times.probeTimeoutMs));
    } catch {
      // Still away: what it said is the last failure.
    }
  }

  private tell(): void {
    const status = this.status();
    for (const listener of this.listeners) listener(status);
  }

  private untilDueMs(): number {
    return Math.max(0, Math.ceil(this.dueAt - this.clock.monotonic()));
  }

  private refusal(): AppError {
    return this.guarded.refusal(this.untilDueMs());
  }
}

const timeoutWords = (limitMs = 0): string => `No answer within ${limitMs / 1_000} s`;

/** One policy per limit that was asked for. */
function createTimeouts(): (ms: number) => TimeoutPolicy {
  const made = new Map<number, TimeoutPolicy>();
  return (ms) => {
    let known = made.get(ms);
    if (known === undefined)
      made.set(ms, (known = timeout(ms, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false })));
    return known;
  };
}

function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half-open' : 'open';
}
