/** A cached value with the time at which it was computed (Unix ms). */
export type Cached<T> = { value: T; computedAt: number; bytes: number };

/**
 * Results by key, bounded by bytes. `fetch` is the single flight: all callers that ask for one key while it is being
 * computed share one computation.
 */
export type ResultCache = {
  get<T>(key: string): Cached<T> | undefined;
  set<T>(key: string, value: T, computedAt: number): void;
  delete(key: string): void;
  /** Drops every entry whose key starts with the prefix; returns how many. */
  deletePrefix(prefix: string): number;
  /**
   * Runs `compute` unless it already runs for this key; a failure reaches every waiting caller and is not cached. A caller
   * whose signal is aborted leaves with AppError query_rejected; `compute` is aborted when all have left. Callers without a
   * signal never do.
   */
  fetch<T>(key: string, compute: (signal: AbortSignal) => Promise<T>, waiter?: AbortSignal): Promise<T>;
  /** `evictions` are entries dropped because there was no room. */
  stats(): { entries: number; bytes: number; limitBytes: number; evictions: number };
};
