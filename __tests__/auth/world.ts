import { createAccountParts } from '@/lib/auth/create-account-parts';
import type { Services } from '@/lib/context';
import { createLiveHub } from '@/lib/live/create-hub';
import type { Actor } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';

/** A clock that stands still until it is moved. */
export function moving(start = 1_763_900_000_000): Clock & { advance(ms: number): void } {
  let now = start;
  return { now: () => now, monotonic: () => now - start + 1_000, advance: (ms) => void (now += ms) };
}

export const sealingSecret = 'a secret of this installation, 32+';
let ids = 0;

/** The services that the verbs of auth and audit use, on a given store. */
export function servicesOn(store: Store, clock: Clock = moving()) {
  const log = createLogger('silent');
  return {
    store,
    clock,
    log,
    newId: () => `id-${(ids += 1)}`,
    account: createAccountParts({ store, clock, log, sealingSecrets: [sealingSecret] }),
    live: createLiveHub({ clock, metrics: createMetrics(), log }),
  } satisfies Partial<Services>;
}

/** A verb's context of which only these services exist. */
export function contextOf<S extends Partial<Services>>(
  services: S,
  actor: Actor,
): S & { actor: Actor; requestId: string } {
  return { ...services, actor, requestId: 'request' };
}
