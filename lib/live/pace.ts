import type { ErrorCode } from '@/lib/errors/app-error';
import { secondMs } from '@/lib/time/duration';

const maxRestMs = 2 * secondMs;
/** A question rests this many times as long as it took, so that it has at most a fifth of the time in the engine. */
const restFactor = 4;
const firstRetryMs = 500;
const maxRetryMs = 5 * secondMs;
/** Asking again does not help until something else changes, so it is asked seldom. */
const lastingRetryMs = 30 * secondMs;
const lasting: readonly ErrorCode[] = ['invalid_input', 'query_rejected', 'forbidden', 'not_found', 'too_large'];

/**
 * When a question may be asked again: at most once per tick, no more than a fifth of the time in the engine when it is slow,
 * and after a failure with doubling pauses. All times Unix ms.
 */
export class Pace {
  private startedAt = -Infinity;
  private endedAt = -Infinity;
  private failures = 0;
  private retryAt = 0;

  /** The least time between two starts; grows while the engine is busy. */
  constructor(private readonly tickMs: () => number) {}

  started(now: number): void {
    this.startedAt = now;
  }

  succeeded(now: number): void {
    this.endedAt = now;
    this.failures = 0;
  }

  failed(now: number, why: { code?: ErrorCode; retryAfterMs?: number | undefined }): void {
    this.endedAt = now;
    const backoffMs = Math.min(firstRetryMs * 2 ** this.failures, maxRetryMs);
    const isLasting = why.code !== undefined && lasting.includes(why.code);
    this.failures += 1;
    this.retryAt = now + (isLasting ? lastingRetryMs : Math.max(backoffMs, why.retryAfterMs ?? 0));
  }

  /** What stood in the way is gone: the next try need not wait for its pause. */
  forgive(): void {
    this.failures = 0;
  }

  /** A clock that was put back must not make the question wait until it is there again. */
  heed(now: number): void {
    this.startedAt = Math.min(this.startedAt, now);
    this.endedAt = Math.min(this.endedAt, now);
    this.retryAt = Math.min(this.retryAt, now + lastingRetryMs);
  }

  /** `rollsAt` counts when nothing is waiting. */
  dueAt(isWaiting: boolean, rollsAt: number): number {
    if (this.failures > 0) return this.retryAt;
    const nextTick = this.startedAt + this.tickMs();
    if (!isWaiting) return Math.max(rollsAt, nextTick);
    const restMs = Math.min(restFactor * (this.endedAt - this.startedAt), maxRestMs);
    return Math.max(nextTick, this.endedAt + (restMs > 0 ? restMs : 0));
  }

  get lastStart(): number {
    return this.startedAt;
  }
}
