import {
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  type TimeoutPolicy,
} from 'cockatiel';
import { AppError, isAppError } from '@/lib/errors/app-error';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import type { Breaker, Breakers, BreakerState, BreakerStatus } from './breakers';

export type BreakerOptions = {
  clock: Clock;
  metrics?: Pick<Metrics, 'breaker'>;
  /** So many failures in a row open the breaker. Default 5. */
  failures?: number;
  /** How long it stays open before one call may probe, ms. Default 1,000. */
  probeAfterMs?: number;
  /** The longest a probe may take, ms. Default 2,000. */
  probeTimeoutMs?: number;
};

export function createBreakers(options: BreakerOptions): Breakers {
  return { engine: createBreaker('engine', options) };
}

/** The library's own `isTaskCancelledError` looks for another error's mark (3.2.1). */
const isTimeout = (error: unknown): error is TaskCancelledError => error instanceof TaskCancelledError;

/** Failures of the dependency; what the caller did wrong says nothing about its health. */
function isFailure(error: unknown): boolean {
  if (isAppError(error)) return error.code === 'engine_unavailable' || error.code === 'engine_timeout';
  return isTimeout(error);
}

const gaugeOf: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

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

export function createBreaker(name: string, options: BreakerOptions): Breaker {
  const { clock, metrics, failures = 5, probeAfterMs = 1_000, probeTimeoutMs = 2_000 } = options;
  const listeners = new Set<(status: BreakerStatus) => void>();
  const timeoutOf = createTimeouts();
  let policy = makePolicy();
  let since = clock.now();
  let lastFailure: string | null = null;
  report();

  function makePolicy() {
    const made = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: probeAfterMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    made.onStateChange(() => {
      since = clock.now();
      report();
    });
    return made;
  }

  function status(): BreakerStatus {
    return { name, state: stateOf(policy.state), since, lastFailure };
  }

  function report(): void {
    metrics?.breaker.state.set({ name }, gaugeOf[stateOf(policy.state)]);
    const now = status();
    for (const listener of listeners) listener(now);
  }

  return {
    async run(call, timeoutMs) {
      // The library would let every caller of a half-open breaker wait for the probe; a reader rather hears "open" at once.
      if (policy.state === CircuitState.HalfOpen) throw openError(name, probeAfterMs);
      const isProbe = policy.state === CircuitState.Open;
      const limitMs = isProbe ? Math.min(timeoutMs, probeTimeoutMs) : timeoutMs;
      try {
        return await policy.execute(() => timeoutOf(limitMs).execute(({ signal }) => call(signal)));
      } catch (error) {
        if (isBrokenCircuitError(error)) throw openError(name, probeAfterMs);
        if (isFailure(error)) lastFailure = error instanceof Error ? error.message : String(error);
        if (isTimeout(error))
          throw new AppError('engine_timeout', `No answer within ${limitMs / 1_000} s`, { cause: error });
        throw error;
      }
    },
    status,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      policy = makePolicy();
      since = clock.now();
      lastFailure = null;
      report();
    },
  };
}

function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half-open' : 'open';
}

function openError(name: string, retryAfterMs: number): AppError {
  return new AppError('engine_unavailable', `The ${name} is not answering; trying again in a moment`, {
    retryAfterMs,
    detail: { breaker: name, state: 'open' },
  });
}
