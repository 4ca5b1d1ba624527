import type { QuerySpecInput } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { trendPlanOf } from '@/lib/query/plan';
import { addDays, addMonths, wallOf } from '@/lib/time/zone';

const zone = 'Europe/Berlin';
/** The clocks went forward on 31 March 2024. */
const now = Date.parse('2024-04-03T12:07:31Z');

function planOf(input: Partial<QuerySpecInput>) {
  const spec = parseSpec({
    kind: 'trend',
    measures: [{ agg: 'count' }],
    timezone: zone,
    compare: 'previous',
    ...input,
  });
  if (spec.kind !== 'trend') throw new Error('not a trend');
  const { buckets, previousBuckets = [] } = trendPlanOf(spec, now);
  return { buckets, previousBuckets };
}

const timeOfDay = (instant: number): number => wallOf(zone, instant) % 86_400_000;

test.each<[string, Partial<QuerySpecInput>, (start: number) => number]>([
  ['seven days by six hours', { range: { last: '7d' } }, (start) => addDays(zone, start, -7)],
  ['thirty days by six hours', { range: { last: '30d' } }, (start) => addDays(zone, start, -30)],
  ['a day by quarters of an hour', { range: { last: '24h' } }, (start) => start - 86_400_000],
  ['an hour by minutes', { range: { last: '1h' } }, (start) => start - 3_600_000],
  [
    'seven days with the same weekdays',
    { range: { last: '7d' }, compare: 'week' },
    (start) => addDays(zone, start, -7),
  ],
  [
    'eight days with the same weekdays',
    { range: { last: '8d' }, compare: 'week' },
    (start) => addDays(zone, start, -14),
  ],
  ['a week with the year before', { range: { last: '7d' }, compare: 'year' }, (start) => addMonths(zone, start, -12)],
  ['today with yesterday', { range: { last: 'today' } }, (start) => addDays(zone, start, -1)],
  ['this week with the last', { range: { last: 'week' } }, (start) => addDays(zone, start, -7)],
])('%s: the first bucket stands beside the same time of the earlier period', (_, input, back) => {
  const { buckets, previousBuckets } = planOf(input);
  expect(previousBuckets).toHaveLength(buckets.length);
  expect(previousBuckets[0]).toBe(back(buckets[0] ?? 0));
});

test('buckets of a week stand beside the same times of day, also over a change of clocks', () => {
  const { buckets, previousBuckets } = planOf({ range: { last: '7d' }, grain: '6h' });
  expect(previousBuckets.map(timeOfDay)).toEqual(buckets.map(timeOfDay));
});
