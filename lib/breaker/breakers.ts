export type BreakerState = 'closed' | 'open' | 'half-open';
export type BreakerStatus = { name: string; state: BreakerState; since: number; lastFailure: string | null };

/** Guards one dependency: fails at once while it is known to be down, probes it now and then, limits how long a call may take. */
export type Breaker = {
  /** Runs `call` with a signal that is aborted at the timeout. Throws AppError engine_unavailable (open) or engine_timeout. */
  run<T>(call: (signal: AbortSignal) => Promise<T>, timeoutMs: number): Promise<T>;
  status(): BreakerStatus;
  onChange(listener: (status: BreakerStatus) => void): () => void;
  reset(): void;
};
export type Breakers = { engine: Breaker };
