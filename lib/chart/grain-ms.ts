import type { Grain } from '@/lib/time/grain';

/** The least length of a bucket, ms: a month has 28 days at least. */
export const grainMs: Record<Grain, number> = {
  '1s': 1e3,
  '10s': 1e4,
  '1m': 6e4,
  '5m': 3e5,
  '15m': 9e5,
  '1h': 36e5,
  '6h': 216e5,
  '1d': 864e5,
  '1w': 6048e5,
  '1M': 24192e5,
};
