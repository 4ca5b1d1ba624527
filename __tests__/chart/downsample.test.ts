import fc from 'fast-check';
import { downsampleTrend, keepIndices } from '@/lib/chart/downsample';
import type { TrendData } from '@/lib/model/answer';

const values = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null, freq: 8 }), {
  minLength: 1,
  maxLength: 600,
});

test('no more points than the limit are kept, in order, with both ends', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), fc.integer({ min: 8, max: 200 }), (series, limit) => {
      const length = Math.max(...series.map((one) => one.length));
      const kept = keepIndices(series, length, limit);
      expect(kept.length).toBeLessThanOrEqual(Math.max(2, limit));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect([kept[0], kept.at(-1)]).toEqual([0, length - 1]);
    }),
  );
});

test('the highest and the lowest value of one series are always kept', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 8, max: 100 }), (series, limit) => {
      const known = series.filter((value) => value !== null);
      fc.pre(known.length > 0);
      const kept = keepIndices([series], series.length, limit).map((index) => series[index] ?? null);
      expect(kept).toContain(Math.max(...known));
      expect(kept).toContain(Math.min(...known));
    }),
  );
});

test('a trend that is short enough is left alone, and a long one loses the same buckets in every series', () => {
  const buckets = Array.from({ length: 1_000 }, (_, index) => index * 60_000);
  const series = ['a', 'b'].map((key, at) => ({
    key,
    label: key,
    measure: 0,
    group: [key],
    values: buckets.map((_, index) => Math.sin(index / (9 + at))),
    previous: buckets.map((_, index) => index),
  }));
  const trend: TrendData = { kind: 'trend', grain: '1m', buckets, series };
  expect(downsampleTrend(trend, 1_000)).toBe(trend);
  const short = downsampleTrend(trend, 100);
  expect(short.buckets.length).toBeLessThanOrEqual(100);
  for (const one of short.series) {
    expect(one.values).toHaveLength(short.buckets.length);
    expect(one.previous).toEqual(short.buckets.map((at) => at / 60_000));
  }
});
