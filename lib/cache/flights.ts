import { AppError } from '@/lib/errors/app-error';

type Flight = { promise: Promise<unknown>; controller: AbortController; waiters: number };

/** One computation for all who ask for a key at the same time. When the last of them has left, it is aborted. */
export class Flights {
  private readonly byKey = new Map<string, Flight>();

  /** Joins the computation of a key or starts it. Whoever brings no signal never leaves, so its flight always lands. */
  join<T>(key: string, compute: (signal: AbortSignal) => Promise<T>, waiter?: AbortSignal): Promise<T> {
    const flight = this.byKey.get(key) ?? this.start(key, compute);
    if (waiter === undefined) {
      flight.waiters = Number.POSITIVE_INFINITY;
      return flight.promise as Promise<T>;
    }
    flight.waiters += 1;
    return this.wait(key, flight, waiter) as Promise<T>;
  }

  private start(key: string, compute: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const promise = Promise.resolve()
      .then(() => compute(controller.signal))
      .finally(() => this.forget(key, flight));
    const flight: Flight = { promise, controller, waiters: 0 };
    this.byKey.set(key, flight);
    return flight;
  }

  private wait(key: string, flight: Flight, waiter: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(new AppError('query_rejected', 'The request was cancelled.'));
        flight.waiters -= 1;
        if (flight.waiters > 0) return;
        // Whoever asks from now on must not be given a computation that is being ended.
        this.forget(key, flight);
        flight.controller.abort();
      };
      const settle = (): void => waiter.removeEventListener('abort', leave);
      flight.promise.finally(settle).then(resolve, reject);
      if (waiter.aborted) leave();
      else waiter.addEventListener('abort', leave, { once: true });
    });
  }

  private forget(key: string, flight: Flight): void {
    if (this.byKey.get(key) === flight) this.byKey.delete(key);
  }
}
