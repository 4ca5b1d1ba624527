import type { Actor } from '@/lib/model/actor';
import type { Runtime } from '@/lib/runtime/runtime';
import { singleton } from '@/lib/runtime/singleton';
import { createRequestRate, type RateKind, type RequestRate } from './request-rate';

/** One per portal of this process, whichever module instance asks. */
const known = () => singleton('request-rates', () => new WeakMap<object, RequestRate>());

/** Counts a request of the actor against the portal's limits. Throws `rate_limited`. */
export function takeRequest({ services, config }: Runtime, kind: RateKind, actor: Actor): void {
  let rate = known().get(services.store);
  if (rate === undefined) known().set(services.store, (rate = createRequestRate(config.requestRates, services.clock)));
  rate.take(kind, actor);
}
