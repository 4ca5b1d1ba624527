import type { Services } from '@/lib/context';

/** The loop that evaluates due rules, and what wakes it: time and committed batches. `poke` makes it look now. */
export function startAlerts(services: Services): { poke: () => void; stop: () => Promise<void> } {
  void services;
  return { poke: () => undefined, stop: () => Promise.resolve() };
}
