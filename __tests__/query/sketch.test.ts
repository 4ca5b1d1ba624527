import fc from 'fast-check';
import { readSketch, sketchBins, sketchQuantile, type SketchBucket } from '@/lib/query/sketch';

/** States of `quantilesDD(0.01, …)` as ClickHouse 26.7 writes them. */
const mixed =
  '0102FD4A815ABF52F03F000000000000000001040300000000000000F03FCC0300000000000000408603000000000000F03F030C00FEFFFFFF0F02040000000000000000';
const belowZero =
  '0102FD4A815ABF52F03F0000000000000000010C014302000000000000F03F030C016C02000000000000F03F040000000000000040';
const empty = '0102FD4A815ABF52F03F0000000000000000010C00FEFFFFFF0F02030C00FEFFFFFF0F02040000000000000000';

const has = (buckets: readonly SketchBucket[] | null, number: number): number =>
  (buckets ?? []).find(({ from, to }) => from <= number && number <= to)?.count ?? 0;

describe('the engine’s sketch', () => {
  it('is read: 1, twice 100 and 5,000', () => {
    const buckets = readSketch(mixed);
    expect(buckets?.map(({ count }) => count)).toEqual([1, 2, 1]);
    expect([1, 100, 5_000].map((number) => has(buckets, number))).toEqual([1, 2, 1]);
    expect((buckets?.[1]?.to ?? 0) / (buckets?.[1]?.from ?? 1)).toBeCloseTo(1.0202, 4);
  });
  it('is read: -3, twice 0 and one half, ascending', () => {
    const buckets = readSketch(belowZero);
    expect(buckets?.map(({ count }) => count)).toEqual([1, 2, 1]);
    expect([-3, 0, 0.5].map((number) => has(buckets, number))).toEqual([1, 2, 1]);
    expect(sketchQuantile(buckets ?? [], 0.5)).toBe(0);
  });
  it('of nothing has no buckets and no percentile', () => {
    expect(readSketch(empty)).toEqual([]);
    expect(sketchQuantile([], 0.5)).toBeNull();
  });
  it('in another form is not guessed at', () => {
    expect(readSketch('')).toBeNull();
    expect(readSketch(`${mixed}00`)).toBeNull();
    for (let length = 2; length < mixed.length; length += 2) expect(readSketch(mixed.slice(0, length))).toBeNull();
    for (const at of [0, 2, 36, 38]) expect(readSketch(`${mixed.slice(0, at)}7F${mixed.slice(at + 2)}`)).toBeNull();
  });
});

describe('bins of a sketch', () => {
  const bucket = fc
    .tuple(fc.integer({ min: -50, max: 500 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 1_000 }))
    .map(([from, width, count]) => ({ from, to: from + width, value: from, count }));
  it('hold every number, and of a bucket that lies in one bin all', () => {
    fc.assert(
      fc.property(
        fc.array(bucket, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (buckets, bins, width) => {
          const of = { from: 0, width, bins, low: -1_000, high: 1_000 };
          const counts = sketchBins(buckets, of);
          const total = buckets.reduce((sum, { count }) => sum + count, 0);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
          expect(counts.every((count) => count >= 0)).toBe(true);
          const [first] = buckets;
          if (first === undefined || buckets.length > 1) return;
          const inBin = Math.floor(first.from / width);
          if (inBin < 0 || inBin >= bins || first.to > (inBin + 1) * width) return;
          expect(counts[inBin]).toBe(total);
        },
      ),
    );
  });
  it('split a bucket as its length lies, within what there is', () => {
    const buckets = [{ from: 0, to: 20, value: 10, count: 100 }];
    expect(sketchBins(buckets, { from: 0, width: 10, bins: 3, low: 0, high: 100 })).toEqual([50, 50, 0]);
    expect(sketchBins(buckets, { from: 0, width: 10, bins: 3, low: 5, high: 15 })).toEqual([50, 50, 0]);
    expect(sketchBins(buckets, { from: 0, width: 10, bins: 3, low: 8, high: 18 })).toEqual([20, 80, 0]);
  });
});
