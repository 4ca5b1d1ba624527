import { AppError } from '@/lib/errors/app-error';
import { secondMs } from '@/lib/time/duration';

/**
 * Too much is being asked. The later in a crowd, the longer the pause, by a sequence that spreads evenly (multiples of the golden
 * ratio): those who were refused together do not come back together.
 */
export function overloaded(waitMs: number, count: number): AppError {
  const pauseMs = Math.min(Math.max(waitMs / 2, secondMs), 15 * secondMs);
  const retryAfterMs = Math.round(pauseMs * (1 + ((count * 0.618_034) % 1)));
  const wait = `${Math.max(1, Math.round(waitMs / secondMs))} s`;
  const message = `The engine is busy with other questions; this one would have waited about ${wait} for its turn.`;
  return new AppError('overloaded', message, { retryAfterMs });
}
