import fc from 'fast-check';
import { createRequestRate } from '@/lib/http/request-rate';
import type { Actor } from '@/lib/model/actor';

const key = (keyId: string, workspaceId = 'w1'): Actor => ({ kind: 'key', keyId, workspaceId, scopes: ['query'] });
let now = 0;
const clock = { monotonic: () => now };
beforeEach(() => (now = 0));

const accepted = (take: () => void): boolean => {
  try {
    take();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
    return false;
  }
};

it('lets twice a second’s requests through at once and then as many as it says', () => {
  const rate = createRequestRate({ query: 5, ingest: 5 }, clock);
  const ask = () => accepted(() => rate.take('query', key('k1')));
  expect(Array.from({ length: 12 }, ask).filter(Boolean)).toHaveLength(10);
  now = 1_000;
  expect(Array.from({ length: 12 }, ask).filter(Boolean)).toHaveLength(5);
});

it('counts each key, each workspace and each kind by itself', () => {
  const rate = createRequestRate({ query: 1, ingest: 1 }, clock);
  for (const actor of [key('k1'), key('k2'), key('k1', 'w2')])
    for (const kind of ['query', 'ingest'] as const) {
      expect([1, 2, 3].map(() => accepted(() => rate.take(kind, actor)))).toEqual([true, true, false]);
    }
});

it('never lets more through than the burst and the rate together, whenever requests come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (pauses) => {
      now = 0;
      const rate = createRequestRate({ query: 7, ingest: 7 }, clock);
      let passed = 0;
      for (const pause of pauses) {
        now += pause;
        if (accepted(() => rate.take('query', key('k1')))) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(14 + (now / 1_000) * 7 + 1e-6);
    }),
  );
});
