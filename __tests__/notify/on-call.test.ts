import fc from 'fast-check';
import { scheduleSchema, type OnCallSchedule } from '@/lib/model/routing';
import { nextHandovers, onCallAt } from '@/lib/notify/routing/on-call';
import { quietUntil } from '@/lib/notify/routing/quiet-hours';
import { weekMs } from '@/lib/time/duration';

type Change = { [Key in keyof OnCallSchedule]?: unknown };
const schedule = (change: Change = {}): OnCallSchedule =>
  scheduleSchema.parse({
    name: 'web',
    timezone: 'Europe/Berlin',
    firstWeek: '2026-11-25',
    people: ['anna', 'ben', 'cleo'].map((name) => ({ name, channels: [`${name}-phone`] })),
    ...change,
  });
const who = (of: OnCallSchedule, at: string) => onCallAt(of, Date.parse(at)).person;

describe('who is on call', () => {
  test.each([
    ['a moment before the first handover, the last of the round', '2026-11-23T07:59:59Z', 'cleo'],
    ['from the handover on Monday at nine, the first', '2026-11-23T08:00:00Z', 'anna'],
    ['through the week', '2026-11-28T23:00:00Z', 'anna'],
    ['until a moment before the next', '2026-11-30T07:59:59Z', 'anna'],
    ['then the second', '2026-11-30T08:00:00Z', 'ben'],
    ['a week later the third', '2026-12-07T08:00:00Z', 'cleo'],
    ['then the first again, over the turn of the year', '2026-12-14T08:00:00Z', 'anna'],
    ['long after', '2027-11-22T08:00:00Z', 'ben'],
    ['long before, the round goes on backwards', '2026-11-09T08:00:00Z', 'ben'],
  ])('%s', (_name, at, person) => {
    expect(who(schedule(), at)).toBe(person);
  });

  test('any date of the calendar week names the first week, Sunday included', () => {
    for (const firstWeek of ['2026-11-23', '2026-11-29'])
      expect(who(schedule({ firstWeek }), '2026-11-25T12:00:00Z')).toBe('anna');
    expect(who(schedule({ firstWeek: '2026-11-30' }), '2026-11-25T12:00:00Z')).toBe('cleo');
  });

  test('a handover in the middle of the week belongs to the calendar week of its first person', () => {
    const friday = schedule({ handover: { weekday: 5, time: '17:00' } });
    expect(who(friday, '2026-11-27T15:59:00Z')).toBe('cleo');
    expect(who(friday, '2026-11-27T16:00:00Z')).toBe('anna');
    expect(who(friday, '2026-12-04T15:59:00Z')).toBe('anna');
  });

  test.each([
    ['before clocks are put back', '2026-10-19', '2026-10-26T07:59:00Z', 'anna'],
    ['after clocks were put back the handover is an hour later in UTC', '2026-10-19', '2026-10-26T08:00:00Z', 'ben'],
    ['before clocks are put forward', '2026-03-23', '2026-03-30T06:59:00Z', 'anna'],
    ['after clocks were put forward it is an hour earlier', '2026-03-23', '2026-03-30T07:00:00Z', 'ben'],
  ])('%s', (_name, firstWeek, at, person) => {
    expect(who(schedule({ firstWeek }), at)).toBe(person);
  });

  test('a handover in the hour that comes twice happens at its first time, and once', () => {
    const night = schedule({ firstWeek: '2026-10-12', handover: { weekday: 7, time: '02:30' } });
    expect(who(night, '2026-10-25T00:29:59Z')).toBe('anna');
    expect(who(night, '2026-10-25T00:30:00Z')).toBe('ben');
    expect(who(night, '2026-10-25T01:15:00Z')).toBe('ben');
    expect(who(night, '2026-10-25T01:30:00Z')).toBe('ben');
  });

  test('a handover in the hour that is left out happens when clocks are put forward', () => {
    const night = schedule({ firstWeek: '2026-03-16', handover: { weekday: 7, time: '02:30' } });
    expect(who(night, '2026-03-29T00:59:59Z')).toBe('anna');
    expect(who(night, '2026-03-29T01:00:00Z')).toBe('ben');
  });

  test('somebody who stands in is on call from the beginning to before the end, and of two the later named', () => {
    const overrides = [
      { person: 'ben', from: '2026-11-24T08:00:00Z', until: '2026-11-26T08:00:00Z' },
      { person: 'cleo', from: '2026-11-25T09:00:00+01:00', until: '2026-11-25T18:00:00+01:00' },
    ];
    const of = schedule({ overrides });
    expect(who(of, '2026-11-24T07:59:59Z')).toBe('anna');
    expect(who(of, '2026-11-24T08:00:00Z')).toBe('ben');
    expect(who(of, '2026-11-25T08:00:00Z')).toBe('cleo');
    expect(who(of, '2026-11-25T17:00:00Z')).toBe('ben');
    expect(who(of, '2026-11-26T08:00:00Z')).toBe('anna');
    expect(onCallAt(of, Date.parse('2026-11-25T12:00:00Z'))).toEqual({
      person: 'cleo',
      channels: ['cleo-phone'],
      from: Date.parse('2026-11-25T08:00:00Z'),
      until: Date.parse('2026-11-25T17:00:00Z'),
      isOverride: true,
    });
  });

  test('somebody who stands in and is not in the schedule has no channels', () => {
    const overrides = [{ person: 'dora', from: '2026-11-24T08:00:00Z', until: '2026-11-26T08:00:00Z' }];
    expect(onCallAt(schedule({ overrides }), Date.parse('2026-11-25T00:00:00Z')).channels).toEqual([]);
  });
});

describe('the next handovers', () => {
  test('come week by week', () => {
    const next = nextHandovers(schedule(), Date.parse('2026-11-25T12:00:00Z'), 3);
    expect(next.map(({ person, from }) => `${person} ${new Date(from).toISOString()}`)).toEqual([
      'ben 2026-11-30T08:00:00.000Z',
      'cleo 2026-12-07T08:00:00.000Z',
      'anna 2026-12-14T08:00:00.000Z',
    ]);
  });

  test('of one person alone do not exist', () => {
    expect(nextHandovers(schedule({ people: [{ name: 'anna', channels: [] }] }), 0, 3)).toEqual([]);
  });

  test('leave nobody out and overlap nowhere, in any timezone, across changes of clocks and overrides', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const from = Date.parse('2026-01-01T00:00:00Z');
    const hour = fc.integer({ min: 0, max: 24 * 365 });
    fc.assert(
      fc.property(zone, time, fc.integer({ min: 1, max: 7 }), hour, hour, (timezone, clock, weekday, at, away) => {
        const [hours, minutes] = clock.map((part) => String(part).padStart(2, '0'));
        const until = new Date(from + (away + 30) * 3_600_000).toISOString();
        const overrides = [{ person: 'ben', from: new Date(from + away * 3_600_000).toISOString(), until }];
        const of = schedule({
          timezone,
          handover: { weekday, time: `${hours}:${minutes}` },
          overrides,
          firstWeek: '2026-06-10',
        });
        const shift = onCallAt(of, from + at * 3_600_000);
        expect(shift.from).toBeLessThanOrEqual(from + at * 3_600_000);
        expect(shift.until).toBeGreaterThan(from + at * 3_600_000);
        expect(shift.until - shift.from).toBeLessThanOrEqual(weekMs + 3_600_000);
        for (const inside of [shift.from, shift.until - 1]) expect(onCallAt(of, inside)).toEqual(shift);
        expect(onCallAt(of, shift.until).from).toBe(shift.until);
        expect(onCallAt(of, shift.from - 1).until).toBe(shift.from);
      }),
      { numRuns: 500 },
    );
  });
});

describe('quiet hours', () => {
  const night = { timezone: 'Europe/Berlin', from: '22:00', until: '07:00', days: [1, 2, 3, 4, 5] };
  test.each<[string, string, string | null]>([
    ['a moment before they begin', '2026-11-25T20:59:59Z', null],
    ['when they begin', '2026-11-25T21:00:00Z', '2026-11-26T06:00:00Z'],
    ['after midnight', '2026-11-26T03:00:00Z', '2026-11-26T06:00:00Z'],
    ['when they end', '2026-11-26T06:00:00Z', null],
    ['in the night that begins on Friday', '2026-11-28T03:00:00Z', '2026-11-28T06:00:00Z'],
    ['not in the night that begins on Saturday', '2026-11-28T22:00:00Z', null],
    ['not before dawn on Monday, a night that began on Sunday', '2026-11-30T03:00:00Z', null],
    [
      'in the night in which clocks are put forward they are an hour shorter',
      '2026-03-27T22:00:00Z',
      '2026-03-28T06:00:00Z',
    ],
  ])('%s', (_name, at, until) => {
    expect(quietUntil(night, Date.parse(at))).toBe(until === null ? null : Date.parse(until));
  });

  test('within a day end on that day', () => {
    const noon = { ...night, from: '12:00', until: '13:00' };
    expect(quietUntil(noon, Date.parse('2026-11-25T11:30:00Z'))).toBe(Date.parse('2026-11-25T12:00:00Z'));
    expect(quietUntil(noon, Date.parse('2026-11-25T12:30:00Z'))).toBeNull();
  });

  test('from a time to the same time are a whole day', () => {
    const day = { ...night, from: '09:00', until: '09:00', days: [3] };
    expect(quietUntil(day, Date.parse('2026-11-26T07:59:00Z'))).toBe(Date.parse('2026-11-26T08:00:00Z'));
    expect(quietUntil(day, Date.parse('2026-11-26T08:00:00Z'))).toBeNull();
  });
});
