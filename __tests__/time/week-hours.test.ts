import fc from 'fast-check';
import { weekHours, whenWeekHour } from '@/lib/time/week-hours';

const minute = 60_000;

/** Every quarter of an hour by the calendar of the platform. */
function obvious(range: { from: number; to: number }, zone: string): number[][] {
  const rows = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  for (let at = range.from; at < range.to;) {
    const next = Math.min(range.to, Math.floor(at / (15 * minute)) * 15 * minute + 15 * minute);
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const row = rows[days.indexOf(parts.weekday ?? '')];
    const hour = Number(parts.hour);
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + next - at;
    at = next;
  }
  return rows;
}

test('the hours of a range are those that the clock of the zone showed, also where it was put forward or back', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const changes = ['2024-03-31T01:00:00Z', '2024-10-27T01:00:00Z', '2024-11-03T06:00:00Z', '2024-04-06T15:00:00Z'];
  fc.assert(
    fc.property(
      zone,
      fc.constantFrom(...changes),
      fc.integer({ min: -10_000, max: 3_000 }),
      fc.integer({ min: 1, max: 15_000 }),
      (name, change, before, length) => {
        const from = Date.parse(change) + before * minute + 7_000;
        const range = { from, to: from + length * minute + 1_234 };
        const expected = obvious(range, name);
        expect(weekHours(range, name)).toEqual(expected);
        const found = expected.map((hours, day) =>
          hours.map((_, hour) => {
            const parts = whenWeekHour(range, name, { day, hour });
            expect(parts.every((part, at) => part.from < part.to && part.from > (parts[at - 1]?.to ?? 0))).toBe(true);
            return parts.reduce((sum, part) => sum + part.to - part.from, 0);
          }),
        );
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 60, seed: 9 },
  );
});
