import type { OnCallSchedule } from '@/lib/model/routing';
import { dayMs, hourMs, minuteMs, weekMs } from '@/lib/time/duration';
import { instantOf, wallOf } from '@/lib/time/zone';

/** A stretch in which one person is on call; times in Unix ms, `until` exclusive. */
export type Shift = { person: string; channels: string[]; from: number; until: number; isOverride: boolean };

/** Day 0 of the Unix epoch was a Thursday, the fourth day of a week that starts on Monday. */
const epochWeekday = 3;

/**
 * Who is on call at a time. People follow each other by calendar week, from handover to handover on the clock of the schedule's timezone;
 * of overrides that hold at once the last in the list decides.
 */
export function onCallAt(schedule: OnCallSchedule, at: number): Shift {
  const week = weekAt(schedule, at);
  const overrides = schedule.overrides.map((one) => ({
    person: one.person,
    from: Date.parse(one.from),
    until: Date.parse(one.until),
  }));
  const edges = [week.from, week.until, ...overrides.flatMap(({ from, until }) => [from, until])];
  const override = overrides.findLast(({ from, until }) => from <= at && at < until);
  const person = override?.person ?? week.person;
  return {
    person,
    channels: schedule.people.find(({ name }) => name === person)?.channels ?? [],
    from: Math.max(...edges.filter((edge) => edge <= at)),
    until: Math.min(...edges.filter((edge) => edge > at)),
    isOverride: override !== undefined,
  };
}

/** The shifts that begin after a time, each with another person than the one before; at most `count`, and a year ahead. */
export function nextHandovers(schedule: OnCallSchedule, at: number, count: number): Shift[] {
  const found: Shift[] = [];
  let current = onCallAt(schedule, at);
  while (found.length < count && current.until < at + 53 * weekMs) {
    const next = onCallAt(schedule, current.until);
    if (next.person !== current.person) found.push(next);
    current = next;
  }
  return found;
}

function weekAt(schedule: OnCallSchedule, at: number): { person: string; from: number; until: number } {
  const start = firstHandover(schedule);
  const begin = (index: number) => instantOf(schedule.timezone, start + index * weekMs);
  let index = Math.floor((wallOf(schedule.timezone, at) - start) / weekMs);
  // Where clocks are put back, the wall shows the time before the handover a second time.
  while (begin(index + 1) <= at) index += 1;
  while (begin(index) > at) index -= 1;
  const { people } = schedule;
  const turn = ((index % people.length) + people.length) % people.length;
  return { person: people[turn]?.name ?? '', from: begin(index), until: begin(index + 1) };
}

/** The handover in the calendar week of the first person, on the wall clock. */
function firstHandover({ firstWeek, handover }: OnCallSchedule): number {
  const day = Math.floor(Date.parse(`${firstWeek}T00:00:00Z`) / dayMs);
  const monday = day - ((((day + epochWeekday) % 7) + 7) % 7);
  return (monday + handover.weekday - 1) * dayMs + clockMs(handover.time);
}

/** `08:30` as a time since midnight, ms. */
export function clockMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
}
