import { formatBucket } from '@/lib/chart/format-time';
import { timeTicks } from '@/lib/chart/time-ticks';
import { instantOf, wallClock } from '@/lib/chart/zone';

const room = { timezone: 'UTC', bucketMs: 60_000, width: 700, left: 30, right: 30, fontSize: 11 };
const labels = (from: string, to: string, more: Partial<typeof room> = {}) =>
  timeTicks({ ...room, ...more, domain: [Date.parse(from), Date.parse(to)] }).map(({ label }) => label);

describe('time ticks', () => {
  test('of a day are round hours, with the date at midnight', () => {
    expect(labels('2026-03-10T00:00Z', '2026-03-11T00:00Z')).toEqual([
      'Mar 10',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      'Mar 11',
    ]);
  });

  test('are at midnights of the timezone, not of UTC', () => {
    const ticks = timeTicks({
      ...room,
      timezone: 'America/New_York',
      domain: [Date.parse('2026-01-01T00:00Z'), Date.parse('2026-01-08T00:00Z')],
    });
    expect(ticks[0]).toEqual({ at: Date.parse('2026-01-01T05:00Z'), label: 'Jan 1' });
    expect(ticks).toHaveLength(7);
  });

  test('stay on local hours across a clock change', () => {
    const ticks = timeTicks({
      ...room,
      width: 500,
      timezone: 'Europe/Berlin',
      domain: [Date.parse('2026-03-28T12:00Z'), Date.parse('2026-03-29T12:00Z')],
    });
    expect(ticks.map(({ label }) => label)).toEqual(['16:00', '20:00', 'Mar 29', '04:00', '08:00', '12:00']);
    expect(ticks.at(-1)?.at).toBe(Date.parse('2026-03-29T10:00Z'));
  });

  test('work in zones that are not whole hours from UTC', () => {
    const ticks = timeTicks({
      ...room,
      timezone: 'Asia/Kathmandu',
      domain: [Date.parse('2026-03-10T00:00Z'), Date.parse('2026-03-10T12:00Z')],
    });
    expect(ticks[0]).toEqual({ at: Date.parse('2026-03-10T00:15Z'), label: '06:00' });
  });

  test('of a year are months, and January is the year', () => {
    expect(labels('2025-10-01T00:00Z', '2026-09-01T00:00Z', { width: 600 })).toEqual([
      'Oct',
      'Nov',
      'Dec',
      '2026',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
    ]);
  });

  test('are no finer than the buckets', () => {
    expect(labels('2026-03-10T00:00Z', '2026-03-12T00:00Z', { bucketMs: 86_400_000 })).toEqual([
      'Mar 10',
      'Mar 11',
      'Mar 12',
    ]);
  });

  test('are none when nothing fits', () => {
    expect(labels('2026-03-10T00:00Z', '2026-03-11T00:00Z', { width: 0 })).toEqual([]);
  });
});

test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
  'the wall clock of %s leads back to the instant',
  (timezone) => {
    for (let hour = 0; hour < 24 * 370; hour += 7) {
      const at = Date.UTC(2026, 0, 1) + hour * 3_600_000;
      const wall = wallClock(at, timezone);
      expect(wallClock(instantOf(wall, timezone), timezone)).toBe(wall);
    }
  },
);

test('buckets are named by their grain', () => {
  const at = Date.parse('2026-11-23T13:05:30Z');
  expect(formatBucket(at, '10s', 'UTC')).toBe('Mon, Nov 23, 13:05:30');
  expect(formatBucket(at, '5m', 'Europe/Berlin')).toBe('Mon, Nov 23, 14:05');
  expect(formatBucket(at, '1d', 'UTC')).toBe('Mon, Nov 23, 2026');
  expect(formatBucket(at, '1w', 'UTC')).toBe('Week of Nov 23, 2026');
  expect(formatBucket(at, '1M', 'UTC')).toBe('Nov 2026');
});
