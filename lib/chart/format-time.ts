import type { Grain } from '@/lib/time/grain';
import { chartLocale } from './locale';
import { wallClock } from './zone';

/** From Monday on, as heat maps have them. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const two = (value: number) => String(value).padStart(2, '0');
const clockTime = (wall: Date) => `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;

export type TickUnit = 'second' | 'minute' | 'day' | 'month' | 'year';

/** The label of an axis tick: only the part that changes from tick to tick, and the larger part where that one changes. */
export function formatTick(ms: number, unit: TickUnit, timezone: string): string {
  const wall = new Date(wallClock(ms, timezone));
  const isMidnight = wall.getUTCHours() === 0 && wall.getUTCMinutes() === 0 && wall.getUTCSeconds() === 0;
  const { month, dayOfMonth } = chartLocale();
  switch (unit) {
    case 'second':
      return `${clockTime(wall)}:${two(wall.getUTCSeconds())}`;
    case 'minute':
      return isMidnight ? dayOfMonth(wall) : clockTime(wall);
    case 'day':
      return dayOfMonth(wall);
    case 'month':
      return wall.getUTCMonth() === 0 ? String(wall.getUTCFullYear()) : month(wall);
    case 'year':
      return String(wall.getUTCFullYear());
  }
}

/** A bucket by name, for tooltips: `Mon, Nov 23, 14:05`, `Week of Nov 16, 2026`, `Nov 2026`. `ms` is the bucket's start. */
export function formatBucket(ms: number, grain: Grain, timezone: string): string {
  const wall = new Date(wallClock(ms, timezone));
  const { month, weekday, dayOfMonth } = chartLocale();
  const date = dayOfMonth(wall);
  const day = `${weekday(wall)}, ${date}`;
  switch (grain) {
    case '1s':
    case '10s':
      return `${day}, ${clockTime(wall)}:${two(wall.getUTCSeconds())}`;
    case '1m':
    case '5m':
    case '15m':
    case '1h':
    case '6h':
      return `${day}, ${clockTime(wall)}`;
    case '1d':
      return `${day}, ${wall.getUTCFullYear()}`;
    case '1w':
      return `Week of ${date}, ${wall.getUTCFullYear()}`;
    case '1M':
      return `${month(wall)} ${wall.getUTCFullYear()}`;
  }
}

/** A moment to the second, for tables: `2026-11-23 14:05:09`. */
export function formatMoment(ms: number, timezone: string): string {
  const wall = new Date(wallClock(ms, timezone));
  return Number.isNaN(wall.getTime()) ? '' : `${wall.toISOString().slice(0, 10)} ${wall.toISOString().slice(11, 19)}`;
}

/** A date of the calendar, given as its midnight in UTC: `2026-11-23`. */
export function isoDay(ms: number): string {
  const day = new Date(ms);
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}

/** A moment in ISO 8601 with the offset of the timezone, `2026-03-29T03:00:00+02:00`; milliseconds only where there are some. */
export function isoMoment(ms: number, timezone: string): string {
  const wall = wallClock(ms, timezone);
  if (Number.isNaN(new Date(wall).getTime())) return '';
  const text = new Date(wall).toISOString().replace(/(?:\.000)?Z$/, '');
  const offset = Math.round((wall - ms) / 60_000);
  if (offset === 0) return `${text}Z`;
  const size = Math.abs(offset);
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
