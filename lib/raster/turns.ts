import { AppError } from '@/lib/errors/app-error';

/**
 * Lets so many pieces of work run at once; the others wait in the order of their arrival, at most `maxWaiting` of them. Who
 * would be one too many is refused with AppError overloaded.
 */
export function createTurns({ width, maxWaiting }: { width: number; maxWaiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= width) {
      if (waiting.length >= maxWaiting)
        throw new AppError('overloaded', 'Too many pictures are being drawn.', { retryAfterMs: 1_000 });
      // Whoever ends hands its place on, so nobody who comes meanwhile can take it.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
