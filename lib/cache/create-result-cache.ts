import { LRUCache } from 'lru-cache';
import type { Metrics } from '@/lib/telemetry/metrics';
import { Flights } from './flights';
import type { Cached, ResultCache } from './result-cache';

type Entry = { value: unknown; computedAt: number; bytes: number };
export type ResultCacheOptions = { maxBytes: number; metrics?: Pick<Metrics, 'cache'> };

/** Results by key in this process, the least recently used dropped first when `maxBytes` is reached. */
export function createResultCache({ maxBytes, metrics }: ResultCacheOptions): ResultCache {
  let evictions = 0;
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: (entry, key) => entry.bytes + key.length * 2,
    dispose: (_entry, _key, reason) => {
      if (reason !== 'evict') return;
      evictions += 1;
      metrics?.cache.evictions.inc();
    },
  });
  const flights = new Flights();
  const measure = (): void => {
    metrics?.cache.bytes.set(entries.calculatedSize);
    metrics?.cache.entries.set(entries.size);
  };

  return {
    get<T>(key: string): Cached<T> | undefined {
      return entries.get(key) as Cached<T> | undefined;
    },
    set(key, value, computedAt) {
      const bytes = Math.max(1, bytesOf(value));
      // An entry wider than the whole cache would be refused in silence and leave the older one in its place.
      if (bytes > maxBytes) entries.delete(key);
      else entries.set(key, { value, computedAt, bytes });
      measure();
    },
    delete(key) {
      entries.delete(key);
      measure();
    },
    deletePrefix(prefix) {
      const keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
      for (const key of keys) entries.delete(key);
      measure();
      return keys.length;
    },
    fetch: (key, compute, waiter) => flights.join(key, compute, waiter),
    stats: () => ({ entries: entries.size, bytes: entries.calculatedSize, limitBytes: maxBytes, evictions }),
  };
}

/** A value that knows its size says so in `bytes`; others are as large as their JSON. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 2;
  if (Buffer.isBuffer(value)) return value.length;
  if (typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'number')
    return value.bytes;
  return (JSON.stringify(value) ?? '').length * 2;
}
