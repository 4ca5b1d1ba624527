import { AppError } from '@/lib/errors/app-error';

/** Time on top of the engine's own limit for the way there and back. */
const graceMs = 1_000;

export type Deadline = { signal: AbortSignal; error: () => AppError | undefined; clear: () => void };

/** A signal that fires when the caller's does or when the time is over; `error` says which of the two it was. */
export function startDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let reason: 'timeout' | 'cancelled' | undefined;
  const stop = (why: 'timeout' | 'cancelled'): void => {
    reason ??= why;
    controller.abort();
  };
  const cancel = (): void => stop('cancelled');
  const timer = setTimeout(() => stop('timeout'), timeoutMs + graceMs);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    error: () => {
      if (reason === undefined) return undefined;
      if (reason === 'timeout') return new AppError('engine_timeout', 'The engine did not answer in time.');
      // Nobody waits for it any more; a code of the engine's health would count against the engine.
      return new AppError('query_rejected', 'The request was cancelled.');
    },
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
}
