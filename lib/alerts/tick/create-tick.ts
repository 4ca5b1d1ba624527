import type { Context, Services } from '@/lib/context';
import { recordAlerts } from '@/lib/incidents/record-alerts';
import { runQuery } from '@/lib/query/run-query';
import { Slots } from './slots';
import type { Tick } from './tick';

/** Questions of rules that are in the engine at once: people who look at pages ask there, too. */
const atOnce = 3;

/** What evaluations need, from the services of the portal. */
export function createTick(services: Services, more: Partial<Omit<Tick, 'services'>> = {}): Tick {
  return {
    services,
    ask: (workspaceId, spec) => {
      const ctx: Context = {
        ...services,
        actor: { kind: 'system', workspaceId, purpose: 'alerts' },
        requestId: 'alerts',
      };
      return runQuery(ctx, { spec, skipCache: true, purpose: 'alert' });
    },
    record: recordAlerts,
    slots: new Slots(atOnce),
    onCommitted: () => undefined,
    isStopping: () => false,
    ...more,
  };
}
