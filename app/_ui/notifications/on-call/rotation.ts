import type { OnCallSchedule } from '@/lib/model/routing';
import { onCallAt, type Shift } from '@/lib/notify/routing/on-call';
import { dayMs, weekMs } from '@/lib/time/duration';
import { wallOf } from '@/lib/time/zone';

/** A week from handover to handover, Unix ms, and who is on call in it: one person, or several where somebody stands in. */
export type DutyWeek = { from: number; until: number; shifts: Shift[] };

/** The week that holds an instant and those that follow. */
export function dutyWeeks(schedule: OnCallSchedule, at: number, count: number): DutyWeek[] {
  const plain = { ...schedule, overrides: [] };
  const weeks: DutyWeek[] = [];
  for (let from = onCallAt(plain, at).from; weeks.length < count;) {
    const { until } = onCallAt(plain, from);
    weeks.push({ from, until, shifts: shiftsIn(schedule, from, until) });
    from = until;
  }
  return weeks;
}

function shiftsIn(schedule: OnCallSchedule, from: number, until: number): Shift[] {
  const shifts: Shift[] = [];
  for (let at = from; at < until;) {
    const shift = onCallAt(schedule, at);
    const last = shifts.at(-1);
    const end = Math.min(shift.until, until);
    // Somebody who stands in for themselves changes nothing.
    if (last?.person === shift.person) last.until = end;
    else shifts.push({ ...shift, from: at, until: end });
    at = shift.until;
  }
  return shifts;
}

/** Day 0 of the Unix epoch was a Thursday; weeks of ISO 8601 begin on Monday, and the first of a year has its 4 January. */
const mondayOf = (wall: number): number => Math.floor((wall + 3 * dayMs) / weekMs) * weekMs - 3 * dayMs;

/** The calendar week of an instant on the clock of a timezone, 1 to 53. */
export function isoWeek(at: number, timezone: string): number {
  const monday = mondayOf(wallOf(timezone, at));
  const year = new Date(monday + 3 * dayMs).getUTCFullYear();
  return Math.round((monday - mondayOf(Date.UTC(year, 0, 4))) / weekMs) + 1;
}

/** The date of the Monday of a calendar week so many weeks from an instant: `2026-11-23`. */
export const mondayDate = (at: number, timezone: string): string =>
  new Date(mondayOf(wallOf(timezone, at))).toISOString().slice(0, 10);
