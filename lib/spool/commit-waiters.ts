import { AppError } from '@/lib/errors/app-error';
import { comparePositions } from './position';
import type { SpoolPosition } from './spool';

type Waiter = { position: SpoolPosition; resolve: () => void; reject: (error: AppError) => void };

/** Those who wait until a position is committed. */
export type CommitWaiters = {
  wait(position: SpoolPosition, committed: SpoolPosition): Promise<void>;
  advance(committed: SpoolPosition): void;
  close(): void;
};

export function createCommitWaiters(): CommitWaiters {
  let waiters: Waiter[] = [];
  return {
    wait(position, committed) {
      if (comparePositions(position, committed) <= 0) return Promise.resolve();
      return new Promise((resolve, reject) => waiters.push({ position, resolve, reject }));
    },
    advance(committed) {
      if (waiters.length === 0) return;
      const reached = waiters.filter((waiter) => comparePositions(waiter.position, committed) <= 0);
      waiters = waiters.filter((waiter) => comparePositions(waiter.position, committed) > 0);
      for (const waiter of reached) waiter.resolve();
    },
    close() {
      const left = waiters;
      waiters = [];
      for (const waiter of left)
        waiter.reject(new AppError('overloaded', 'The portal is shutting down.', { retryAfterMs: 2_000 }));
    },
  };
}
