import type { Services } from '@/lib/context';
import { severities } from '@/lib/model/severity';
import { secondMs } from '@/lib/time/duration';

const everyMs = 15 * secondMs;

/** Keeps the metric of firing alerts; the store knows, as every portal may have changed them. Returns the way to stop. */
export function keepFiringGauge({ store, metrics, log }: Pick<Services, 'store' | 'metrics' | 'log'>): () => void {
  const show = async () => {
    try {
      const firing = await store.alerts.countOpen();
      for (const severity of severities) metrics.alerts.firing.set({ severity }, firing[severity] ?? 0);
    } catch (error) {
      log.debug({ err: error }, 'firing alerts could not be counted');
    }
  };
  void show();
  const timer = setInterval(() => void show(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
