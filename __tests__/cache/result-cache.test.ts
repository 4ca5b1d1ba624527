import { createResultCache } from '@/lib/cache/create-result-cache';

test('the bytes of all entries stay within the limit, the least recently used goes first', () => {
  const cache = createResultCache({ maxBytes: 10_000 });
  for (let index = 0; index < 100; index += 1) {
    cache.set(`k${index}`, { bytes: 900 }, index);
    cache.get('k0');
  }
  expect(cache.stats().bytes).toBeLessThanOrEqual(10_000);
  expect(cache.get('k0')).toMatchObject({ computedAt: 0, bytes: 900 });
  expect(cache.get('k99')).toBeDefined();
  expect(cache.get('k50')).toBeUndefined();
});

test('a value wider than the cache leaves no older one in its place', () => {
  const cache = createResultCache({ maxBytes: 1_000 });
  cache.set('k', 'old', 1);
  cache.set('k', { bytes: 5_000 }, 2);
  expect(cache.get('k')).toBeUndefined();
});

test('all who ask for a key while it is computed share the one computation, and its failure', async () => {
  const cache = createResultCache({ maxBytes: 1_000 });
  let runs = 0;
  const compute = async () => {
    runs += 1;
    await Promise.resolve();
    throw new Error('away');
  };
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => cache.fetch('k', compute)));
  expect([runs, new Set(results.map((result) => result.status))]).toEqual([1, new Set(['rejected'])]);
  await expect(cache.fetch('k', () => Promise.resolve(7))).resolves.toBe(7);
});

test('a workspace is dropped with all its keys', () => {
  const cache = createResultCache({ maxBytes: 10_000 });
  for (const key of ['q:a:1', 'q:a:2', 'q:b:1']) cache.set(key, 1, 0);
  expect(cache.deletePrefix('q:a:')).toBe(2);
  expect(cache.stats().entries).toBe(1);
});
