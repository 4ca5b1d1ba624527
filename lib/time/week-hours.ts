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
  for (let from = range.from; from < range.to;) {
    const to = steadyUntil(zone, from, range.to);
    addWall(rows, wallOf(zone, from), to - from);
    from = to;
  }
  return rows;
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

function addWall(rows: number[][], from: number, length: number): void {
  for (let at = from; at < from + length;) {
    const next = Math.min(Math.floor(at / hourMs) * hourMs + hourMs, from + length);
    const sinceMonday = (((at + epochWeekday * dayMs) % weekMs) + weekMs) % weekMs;
    const row = rows[Math.floor(sinceMonday / dayMs)];
    const hour = Math.floor((sinceMonday % dayMs) / hourMs);
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + next - at;
    at = next;
  }
}
