import { dutyWeeks, isoWeek, mondayDate } from '@/app/_ui/notifications/on-call/rotation';
import { scheduleSchema } from '@/lib/model/routing';
import { onCallAt } from '@/lib/notify/routing/on-call';
import { hourMs } from '@/lib/time/duration';

const schedule = scheduleSchema.parse({
  name: 'Week',
  timezone: 'Europe/Berlin',
  handover: { weekday: 1, time: '09:00' },
  firstWeek: '2026-10-12',
  people: [
    { name: 'Ada', channels: [] },
    { name: 'Grace', channels: [] },
    { name: 'Linus', channels: [] },
  ],
  overrides: [{ person: 'Linus', from: '2026-10-20T18:00:00+02:00', until: '2026-10-22T09:00:00+02:00' }],
});
const at = Date.parse('2026-10-21T12:00:00Z');

describe('the calendar of a rotation', () => {
  it('goes from handover to handover, also over the night in which clocks change', () => {
    const weeks = dutyWeeks(schedule, at, 3);
    expect(weeks.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-10-19T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
      '2026-11-02T08:00:00.000Z',
    ]);
    expect(weeks.map(({ shifts }) => shifts.map(({ person }) => person))).toEqual([
      ['Grace', 'Linus', 'Grace'],
      ['Linus'],
      ['Ada'],
    ]);
  });

  it('covers each week without a gap and agrees with who is told at every hour', () => {
    for (const { from, until, shifts } of dutyWeeks(schedule, at, 8)) {
      expect(shifts[0]?.from).toBe(from);
      expect(shifts.at(-1)?.until).toBe(until);
      shifts.slice(1).forEach((shift, index) => expect(shift.from).toBe(shifts[index]?.until));
      for (let hour = from; hour < until; hour += hourMs) {
        const shown = shifts.find((shift) => shift.from <= hour && hour < shift.until);
        expect(shown?.person).toBe(onCallAt(schedule, hour).person);
      }
    }
  });

  it.each([
    ['2026-01-01', 1],
    ['2025-12-29', 1],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2026-11-25', 48],
  ])('counts the week of %s as ISO 8601 does: %i', (day, week) => {
    expect(isoWeek(Date.parse(`${day}T12:00:00Z`), 'UTC')).toBe(week);
  });

  it('knows the Monday of a week on the clock of its timezone', () => {
    expect(mondayDate(Date.parse('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-23');
    expect(mondayDate(Date.parse('2026-11-22T23:30:00Z'), 'UTC')).toBe('2026-11-16');
  });
});
