import { autoGrain, bucketsOf, grainMs } from '@/lib/time/bucket';
import { formatDuration, parseDuration } from '@/lib/time/duration';
import { comparisonRange, resolveRange, type RangeInput } from '@/lib/time/range';

const now = Date.parse('2024-05-15T10:20:30.500Z');
const iso = (range: { from: number; to: number }) => [
  new Date(range.from).toISOString(),
  new Date(range.to).toISOString(),
];

test.each<[RangeInput, string, string, string]>([
  [{ last: '24h' }, 'UTC', '2024-05-14T10:20:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: '15m' }, 'UTC', '2024-05-15T10:05:30.000Z', '2024-05-15T10:20:31.000Z'],
  [{ last: '30s' }, 'UTC', '2024-05-15T10:20:00.000Z', '2024-05-15T10:20:31.000Z'],
  [{ last: '7d' }, 'UTC', '2024-05-08T10:20:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: '4w' }, 'UTC', '2024-04-17T10:20:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: '60d' }, 'Europe/Berlin', '2024-03-16T11:20:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: 'today' }, 'Europe/Berlin', '2024-05-14T22:00:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: 'yesterday' }, 'Asia/Kolkata', '2024-05-13T18:30:00.000Z', '2024-05-14T18:30:00.000Z'],
  [{ last: 'week' }, 'America/New_York', '2024-05-13T04:00:00.000Z', '2024-05-15T10:21:00.000Z'],
  [{ last: 'month' }, 'Europe/Berlin', '2024-04-30T22:00:00.000Z', '2024-05-15T10:21:00.000Z'],
  [
    { from: '2024-05-01T00:00:00+02:00', to: '2024-05-02T00:00:00+02:00' },
    'UTC',
    '2024-04-30T22:00:00.000Z',
    '2024-05-01T22:00:00.000Z',
  ],
])('%j in %s begins at %s and ends at %s', (input, zone, ...ends) => {
  expect(iso(resolveRange(input, zone, now))).toEqual(ends);
});

test('yesterday is the whole day also when the clocks changed in it', () => {
  const range = resolveRange({ last: 'yesterday' }, 'Europe/Berlin', Date.parse('2024-04-01T12:00:00Z'));
  expect((range.to - range.from) / 3_600_000).toBe(23);
});

test.each<[RangeInput, 'previous' | 'week' | 'year', string, string]>([
  [{ last: '24h' }, 'previous', '2024-05-13T10:19:00.000Z', '2024-05-14T10:20:00.000Z'],
  [{ last: 'today' }, 'previous', '2024-05-13T22:00:00.000Z', '2024-05-14T10:21:00.000Z'],
  [{ last: 'week' }, 'previous', '2024-05-05T22:00:00.000Z', '2024-05-08T10:21:00.000Z'],
  [{ last: 'month' }, 'previous', '2024-03-31T22:00:00.000Z', '2024-04-15T10:21:00.000Z'],
  [{ last: '24h' }, 'week', '2024-05-07T10:20:00.000Z', '2024-05-08T10:21:00.000Z'],
  [{ last: '30d' }, 'week', '2024-03-11T11:20:00.000Z', '2024-04-10T10:21:00.000Z'],
  [{ last: '24h' }, 'year', '2023-05-14T10:20:00.000Z', '2023-05-15T10:21:00.000Z'],
])('%j compared with %s begins at %s and ends at %s', (input, compare, ...ends) => {
  const zone = 'Europe/Berlin';
  expect(iso(comparisonRange(resolveRange(input, zone, now), input, { compare, zone }))).toEqual(ends);
});

test('the previous month is not counted into the month that is under way', () => {
  const at = Date.parse('2024-03-31T12:00:00Z');
  const range = resolveRange({ last: 'month' }, 'UTC', at);
  expect(iso(comparisonRange(range, { last: 'month' }, { compare: 'previous', zone: 'UTC' }))).toEqual([
    '2024-02-01T00:00:00.000Z',
    '2024-02-29T12:01:00.000Z',
  ]);
});

test.each([
  [60_000, '1s'],
  [900_000, '10s'],
  [3_600_000, '1m'],
  [86_400_000, '15m'],
  [7 * 86_400_000, '6h'],
  [30 * 86_400_000, '6h'],
  [90 * 86_400_000, '1d'],
  [365 * 86_400_000, '1w'],
  [10 * 365 * 86_400_000, '1M'],
])('a range of %d ms is cut into a readable number of buckets', (length, grain) => {
  expect(autoGrain(length)).toBe(grain);
  expect(length / grainMs[autoGrain(length)]).toBeLessThanOrEqual(122);
});

test('more than 1,500 buckets are refused by name', () => {
  expect(() => bucketsOf({ from: 0, to: 86_400_000 }, '10s', 'UTC')).toThrow(
    expect.objectContaining({ code: 'invalid_input' }) as Error,
  );
  expect(bucketsOf({ from: 0, to: 1_500_000 }, '1s', 'UTC')).toHaveLength(1_500);
});

test.each([
  [0, '0 ms'],
  [350, '350 ms'],
  [12_400, '12 s'],
  [61_000, '1 min 1 s'],
  [3_600_000, '1 h'],
  [100_800_000, '1 d 4 h'],
  [-5, '0 ms'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each(['0m', '15', 'm', '1y', '-1h', '123456m', ''])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test.each(['15x', '99999d', 'tomorrow'])('a range of %j is refused', (last) => {
  expect(() => resolveRange({ last }, 'UTC', now)).toThrow(expect.objectContaining({ code: 'invalid_input' }) as Error);
});
