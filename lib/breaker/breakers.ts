export type BreakerState = 'closed' | 'open' | 'half-open';
export type BreakerKind = 'engine' | 'store' | 'channel';
/** Opened or closed, and why; looks at whether the dependency is back are no changes. Times Unix ms. */
export type BreakerChange = { at: number; to: 'open' | 'closed'; reason: string };

export type BreakerStatus = {
  /** `engine`, `store` or `channel:ID`. */
  name: string;
  kind: BreakerKind;
  /** For people: the name of the channel. */
  label: string;
  state: BreakerState;
  /** When it was last opened or closed, Unix ms. */
  since: number;
  lastFailure: string | null;
  failuresInRow: number;
  /** Looks at whether the dependency is back, since it opened. */
  probes: number;
  /** When the next look is due, Unix ms; null while closed. */
  nextProbeAt: number | null;
  /** The latest changes since the portal started, newest first. */
  history: BreakerChange[];
};

/** Guards one dependency: fails at once while it is known to be down, probes it now and then, limits how long a call may take. */
export type Breaker = {
  /**
   * Runs `call` with a signal that is aborted at the timeout, if there is one. Throws the error of its kind while open
   * (AppError engine_unavailable, store_unavailable or overloaded) and engine_timeout.
   */
  run<T>(call: (signal: AbortSignal) => Promise<T>, timeoutMs?: number): Promise<T>;
  status(): BreakerStatus;
  onChange(listener: (status: BreakerStatus) => void): () => void;
  /** Closes it whatever was; `by` says who or what did. */
  reset(by?: string): void;
  close(): void;
};

export type Breakers = {
  engine: Breaker;
  store: Breaker;
  /** The one of a channel, made on first use: one receiver that hangs holds up nobody else. */
  channel(of: { id: string; workspaceId: string; name: string }): Breaker;
  /** The channel is gone. */
  forgetChannel(id: string): void;
  /** From now on `look` finds out whether the dependency is back, so that no reader has to wait for that. It rejects while it is not. */
  probeWith(name: 'engine' | 'store', look: () => Promise<void>): void;
  /** Those of the whole portal and of the workspace's channels. */
  list(workspaceId: string): BreakerStatus[];
  find(workspaceId: string, name: string): Breaker | undefined;
  close(): void;
};
