import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';

const firstMs = secondMs;
const mostMs = 5 * minuteMs;
/** A message is dead once it has failed so often and for so long. */
const attemptsBeforeDeath = 24;
const lifeMs = 6 * hourMs;
/** Longer than this nobody waits because a receiver says so. */
const mostAskedMs = hourMs;

/** How long to wait after so many failures, ms: full jitter below a bound that doubles (Brooker, "Exponential backoff and jitter", AWS 2015). */
export function backoffMs(failures: number, { random, retryAfterMs }: { random: number; retryAfterMs: number | null }) {
  const bound = Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.max(Math.ceil(random * bound), Math.min(mostAskedMs, retryAfterMs ?? 0), 100);
}

export const isGivenUp = (failures: number, ageMs: number): boolean =>
  failures >= attemptsBeforeDeath && ageMs >= lifeMs;

/** What was held back is spread over a second after the breaker's next look, so that one of them is the look and not all. */
export const heldMs = (refusal: { retryAfterMs: number | undefined }, random: number): number =>
  (refusal.retryAfterMs ?? 0) + Math.ceil(random * secondMs);
