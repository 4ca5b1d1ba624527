import { eventNames } from '@/lib/model/event-names';
import { rollsAt, touches } from '@/lib/model/touches';
import { parseSpec } from '@/lib/query/parse-spec';
import { bucketStart, nextBucket } from '@/lib/time/bucket';
import { noon } from '../live/world';

const [a, b] = [{ event: 'a' }, { event: 'b', where: [['value', '>', 1]] }];
const funnel = { kind: 'funnel', steps: [a, b], range: { last: '7d' } };
const retention = { kind: 'retention', start: a, back: b, period: 'day', range: { last: '7d' } };
const paths = { kind: 'paths', anchor: a, range: { last: '7d' } };
const day = 86_400_000;

test.each<[string, unknown, string[] | null]>([
  ['a funnel', funnel, ['a', 'b']],
  ['a funnel with a step of any name', { ...funnel, steps: [a, { where: [['value', '>', 1]] }] }, null],
  ['a strict funnel', { ...funnel, order: 'strict' }, null],
  [
    'a strict funnel among named events',
    { ...funnel, order: 'strict', where: [['name', 'in', ['a', 'c']]] },
    ['a', 'c'],
  ],
  ['a retention', retention, ['a', 'b']],
  ['paths', paths, null],
])('%s depends on the events it can be about', (_, input, expected) => {
  const names = eventNames(parseSpec(input));
  expect(names === null ? null : [...names].sort()).toEqual(expected);
});

const isTouched = (input: unknown, at: number): boolean => {
  const asked = parseSpec(input);
  const names = [{ name: 'a', rows: 1, minTimestamp: at, maxTimestamp: at }];
  const batch = { workspace: 'w1', sequence: 1, committedAt: noon, names };
  return touches(asked, eventNames(asked), { batch, now: noon });
};

test('first cohorts are touched by anything before, others by their whole periods', () => {
  const firstDay = bucketStart(noon - 7 * day, '1d', 'UTC');
  expect(isTouched(retention, noon - 900 * day)).toBe(true);
  expect(isTouched({ ...retention, cohort: 'any' }, firstDay)).toBe(true);
  expect(isTouched({ ...retention, cohort: 'any' }, firstDay - 1)).toBe(false);
  expect(isTouched(funnel, noon - 8 * day)).toBe(false);
  const clipped = { from: new Date(noon - 7 * day).toISOString(), to: new Date(noon - day).toISOString() };
  const lastEnd = nextBucket(bucketStart(noon - day, '1d', 'UTC'), '1d', 'UTC');
  expect(isTouched({ ...retention, range: clipped }, lastEnd - 1)).toBe(true);
  expect(isTouched({ ...retention, range: clipped }, lastEnd)).toBe(false);
});

test('a retention changes by itself when a period begins or leaves the window', () => {
  const midnight = nextBucket(bucketStart(noon, '1d', 'UTC'), '1d', 'UTC');
  expect(rollsAt(parseSpec(retention), noon)).toBe(midnight);
  // Of weeks the window's first one ends before the running one does, or with it.
  const weekly = rollsAt(parseSpec({ ...retention, period: 'week', range: { last: '10d' } }), noon);
  expect(weekly).toBe(Math.min(...[noon - 10 * day, noon].map((at) => noon + nextWeek(at) - at)));
});

const nextWeek = (at: number): number => nextBucket(bucketStart(at, '1w', 'UTC'), '1w', 'UTC');
