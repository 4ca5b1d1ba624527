import type { Services } from '@/lib/context';

export type CacheReport = ReturnType<Services['cache']['stats']> & {
  /** Questions of people that were answered without and with waiting for the engine. */
  hits: number;
  misses: number;
  /** Closed buckets that trends needed: known already, or asked of the engine. */
  buckets: { reused: number; asked: number };
};

/** What the result cache holds and how often it helped since the start. */
export async function cacheReport({ cache, metrics }: Pick<Services, 'cache' | 'metrics'>): Promise<CacheReport> {
  const lookups = await byResult(metrics.cache.lookups);
  const buckets = await byResult(metrics.cache.buckets);
  return {
    ...cache.stats(),
    hits: lookups('hit'),
    misses: lookups('miss') + lookups('stale'),
    buckets: { reused: buckets('reused'), asked: buckets('asked') },
  };
}

async function byResult(counter: Services['metrics']['cache']['buckets']): Promise<(result: string) => number> {
  const { values } = await counter.get();
  return (result) => values.find(({ labels }) => labels.result === result)?.value ?? 0;
}
