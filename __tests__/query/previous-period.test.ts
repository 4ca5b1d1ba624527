import { parseSpec } from '@/lib/query/parse-spec';
import { trendPlanOf } from '@/lib/query/plan';
import type { TrendSpec } from '@/lib/model/query-spec';

const now = Date.parse('2024-05-15T10:20:30.500Z');
const trend = (part: object) =>
  parseSpec({ kind: 'trend', measures: [{ agg: 'count' }], compare: 'previous', ...part }) as TrendSpec;

test.each([
  ['7d', '6h', 7 * 24],
  ['24h', '15m', 24],
  ['90m', '5m', 1.5],
  ['2w', '1d', 14 * 24],
])('the period before the last %s in steps of %s lies %d hours back, bucket upon bucket', (last, grain, hours) => {
  const plan = trendPlanOf(trend({ range: { last }, grain }), now);
  expect(plan.previousBuckets).toEqual(plan.buckets.map((start) => start - hours * 3_600_000));
});

test('days lie upon days when the clock was changed in between', () => {
  const plan = trendPlanOf(
    trend({ range: { last: '7d' }, grain: '1d', timezone: 'Europe/Berlin' }),
    Date.parse('2024-04-03T10:00:00Z'),
  );
  expect(new Date(plan.buckets[0] ?? 0).toISOString()).toBe('2024-03-26T23:00:00.000Z');
  expect(new Date(plan.previousBuckets?.at(-1) ?? 0).toISOString()).toBe('2024-03-26T23:00:00.000Z');
});

test('the period before an absolute range ends where it begins', () => {
  const range = { from: '2024-05-01T00:00:00Z', to: '2024-05-03T00:00:00Z' };
  const { buckets, previousBuckets } = trendPlanOf(trend({ range, grain: '1h' }), now);
  expect(previousBuckets).toHaveLength(48);
  expect((previousBuckets?.at(-1) ?? 0) + 3_600_000).toBe(buckets[0]);
});
