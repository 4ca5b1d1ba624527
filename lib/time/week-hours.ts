import { dayMs, hourMs, minuteMs, weekMs } from './duration';
import type { Range } from './range';
import { offsetMs, wallOf } from './zone';

/** Offsets change at a quarter of an hour. */
const slotMs = 15 * minuteMs;
/** Day 0 of the Unix epoch was a Thursday, the fourth day of a week that starts on Monday. */
const epochWeekday = 3;

/** How much of a range falls into each hour of the week on the clock of a zone, ms: 7 rows from Monday on, each with 24 hours. */
export function weekHours(range: Range, zone: string): number[][] {
  const rows = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { day, hour, from, to } of hourPieces(range, zone)) {
    const row = rows[day];
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + to - from;
  }
  return rows;
}

/** An hour of the week; day 0 is Monday. */
export type WeekHour = { day: number; hour: number };

/** When the clock of a zone showed that hour of the week within a range, Unix ms, ascending; `to` exclusive. */
export function whenWeekHour(range: Range, zone: string, { day, hour }: WeekHour): Range[] {
  const found: Range[] = [];
  for (const piece of hourPieces(range, zone)) {
    if (piece.day !== day || piece.hour !== hour) continue;
    const last = found.at(-1);
    if (last?.to === piece.from) last.to = piece.to;
    else found.push({ from: piece.from, to: piece.to });
  }
  return found;
}

type Piece = WeekHour & Range;

/** A range cut where the clock of a zone begins another hour, or is put forward or back. */
function* hourPieces(range: Range, zone: string): Generator<Piece> {
  for (let start = range.from; start < range.to;) {
    const end = steadyUntil(zone, start, range.to);
    const offset = wallOf(zone, start) - start;
    for (let from = start; from < end;) {
      const wall = from + offset;
      const to = Math.min(Math.floor(wall / hourMs) * hourMs + hourMs - offset, end);
      const sinceMonday = (((wall + epochWeekday * dayMs) % weekMs) + weekMs) % weekMs;
      yield { day: Math.floor(sinceMonday / dayMs), hour: Math.floor((sinceMonday % dayMs) / hourMs), from, to };
      from = to;
    }
    start = end;
  }
}

/** Until when the clock of a zone runs on without being put forward or back, at most a day. */
function steadyUntil(zone: string, from: number, end: number): number {
  const offset = offsetMs(zone, from);
  const to = Math.min(end, from + dayMs);
  if (offsetMs(zone, to - 1) === offset) return to;
  let slot = Math.floor(from / slotMs) * slotMs + slotMs;
  while (slot < to && offsetMs(zone, slot) === offset) slot += slotMs;
  return Math.min(slot, to);
}
