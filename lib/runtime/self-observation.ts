import type { Services } from '@/lib/context';

type Measurement = { name: string; timestamp: number; value: number; properties: Record<string, string | number> };

/** More than this in one second is counted by the metrics only: watching must not become the load. */
const maxPerSecond = 500;

/**
 * Collects what the portal measures of itself and hands it on once a second; the receiver sends it through the normal
 * ingest into the system workspace.
 */
export function createSelfObservation(clock: Services['clock']): {
  observe: Services['observe'];
  start(send: (events: Measurement[]) => Promise<void>, onError: (error: unknown) => void): () => void;
} {
  let waiting: Measurement[] = [];
  return {
    observe(name, value, properties) {
      if (waiting.length >= maxPerSecond) return;
      waiting.push({ name, timestamp: clock.now(), value: Math.round(value * 100) / 100, properties });
    },
    start(send, onError) {
      const timer = setInterval(() => {
        if (waiting.length === 0) return;
        const batch = waiting;
        waiting = [];
        send(batch).catch(onError);
      }, 1_000);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
