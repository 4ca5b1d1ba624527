/** How many messages may come at once, and how many a second from then on. */
export type RateLimit = { burst: number; perSecond: number };

/** A token bucket (Turner 1986): it holds `burst` tokens, gains `perSecond` of them, and each message takes one. */
export class MessageRate {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly limit: RateLimit,
    now: number,
  ) {
    this.tokens = limit.burst;
    this.filledAt = now;
  }

  /** False when the message came too soon. `now` in ms. */
  take(now: number): boolean {
    const { burst, perSecond } = this.limit;
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) * perSecond) / 1_000);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
