import type { Actor } from '@/lib/model/actor';
import type { Runtime } from '@/lib/runtime/runtime';
import { singletonOf } from '@/lib/process/singleton';
import { createRequestRate, type RateKind } from './request-rate';

/** Counts a request of the actor against the portal's limits. Throws `rate_limited`. */
export function takeRequest({ services, config }: Runtime, kind: RateKind, actor: Actor): void {
  const make = () => createRequestRate(config.requestRates, services.clock);
  singletonOf('request-rates', services.store, make).take(kind, actor);
}
