import { AppError } from '@/lib/errors/app-error';
import type { Actor } from '@/lib/model/actor';
import { actorIdOf } from '@/lib/model/actor-id';
import { secondMs } from '@/lib/time/duration';
import { MessageRate } from './message-rate';

/** Which of the two limits a door counts for. */
export type RateKind = 'query' | 'ingest';
/** Requests a second of one person or key; twice as many may come at once. */
export type Rates = Record<RateKind, number>;

export type RequestRate = {
  /** Counts one request. Throws `rate_limited` with `retryAfterMs` when this person or key has sent too many. */
  take(kind: RateKind, actor: Actor): void;
};

const maxKnown = 10_000;

/** Counted in this process; several portals let through as many times more. */
export function createRequestRate(rates: Rates, clock: { monotonic(): number }): RequestRate {
  const buckets = new Map<string, MessageRate>();
  return {
    take(kind, actor) {
      const perSecond = rates[kind];
      const who = `${kind} ${actor.workspaceId} ${actorIdOf(actor)}`;
      const now = clock.monotonic();
      let bucket = buckets.get(who);
      if (bucket === undefined) {
        // Whoever was forgotten begins anew, with a full bucket.
        if (buckets.size >= maxKnown) buckets.clear();
        buckets.set(who, (bucket = new MessageRate({ perSecond, burst: 2 * perSecond }, now)));
      }
      if (bucket.take(now)) return;
      const setting = `SIGHTGLASS_${kind.toUpperCase()}_RATE`;
      throw new AppError(
        'rate_limited',
        `More than ${perSecond} requests a second by one person or key (${setting}).`,
        {
          retryAfterMs: secondMs,
        },
      );
    },
  };
}
