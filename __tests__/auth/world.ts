import type { Services } from '@/lib/context';
import type { Actor } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import type { Clock } from '@/lib/time/clock';

/** A clock that stands still until it is moved. */
export function moving(start = 1_763_900_000_000): Clock & { advance(ms: number): void } {
  let now = start;
  return { now: () => now, monotonic: () => now - start + 1_000, advance: (ms) => void (now += ms) };
}

let ids = 0;

/** The services that the verbs of auth and audit use, on a given store. */
export function servicesOn(store: Store, clock: Clock = moving()) {
  return { store, clock, log: createLogger('silent'), newId: () => `id-${(ids += 1)}` } satisfies Partial<Services>;
}

/** A verb's context of which only these services exist. */
export function contextOf<S extends Partial<Services>>(
  services: S,
  actor: Actor,
): S & { actor: Actor; requestId: string } {
  return { ...services, actor, requestId: 'request' };
}
