import type { Breakers } from '@/lib/breaker/breakers';
import { createBreakers } from '@/lib/breaker/create-breakers';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { isTransientSendError } from '@/lib/notify/sending/sender';

type Through = <T>(call: () => Promise<T>) => Promise<T>;

/** The breakers, and the way through that of the store, which has to be there before the store is. */
export function createGuards(deps: Pick<Services, 'clock' | 'metrics'>): { breakers: Breakers; through: Through } {
  const breakers = createBreakers({ ...deps, isChannelFailure: isTransientSendError });
  return { breakers, through: (call) => breakers.store.run(call) };
}

/** Lets the breakers find out by themselves whether engine and store are back, so that no reader's request is the look. */
export function probeDependencies({ breakers, engine, store }: Pick<Services, 'breakers' | 'engine' | 'store'>): void {
  breakers.probeWith('engine', async () => {
    if (await engine.isHealthy()) return;
    throw new AppError('engine_unavailable', engine.status().message ?? 'The engine does not answer');
  });
  breakers.probeWith('store', async () => {
    if (await store.isHealthy()) return;
    throw new AppError('store_unavailable', 'The store does not answer');
  });
}
