import { tzOffset } from '@date-fns/tz/tzOffset';
import { dayMs, hourMs, minuteMs } from './duration';

/** All clocks change at a quarter of an hour, so one look-up holds for the whole of it; a look-up costs microseconds. */
const slotMs = 15 * minuteMs;
const maxKnown = 50_000;
const known = new Map<string, Map<number, number>>();
let knownCount = 0;

/** How far the wall clock of a zone is ahead of UTC at an instant, ms. */
export function offsetMs(zone: string, instant: number): number {
  if (zone === 'UTC') return 0;
  const slot = Math.floor(instant / slotMs);
  const offset = known.get(zone)?.get(slot);
  return offset ?? remember(zone, slot);
}

function remember(zone: string, slot: number): number {
  if (knownCount >= maxKnown) {
    known.clear();
    knownCount = 0;
  }
  const offset = Math.round(tzOffset(zone, new Date(slot * slotMs)) * minuteMs);
  const slots = known.get(zone) ?? new Map<number, number>();
  slots.set(slot, offset);
  known.set(zone, slots);
  knownCount += 1;
  return offset;
}

/** The wall clock of a zone at an instant, written as if it were UTC, ms. */
export function wallOf(zone: string, instant: number): number {
  return instant + offsetMs(zone, instant);
}

/**
 * The first instant at which the wall clock of a zone shows `wall` or later. Where clocks are put forward over `wall` that
 * is the instant of the change; where they are put back it is the first of the two.
 */
export function instantOf(zone: string, wall: number): number {
  if (zone === 'UTC') return wall;
  // No zone changes its clock twice within a day, so the offsets a day either side are those before and after any change.
  const before = offsetMs(zone, wall - dayMs);
  const after = offsetMs(zone, wall + dayMs);
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (early === late) return early;
  if (wallOf(zone, early) >= wall && wallOf(zone, early - 1_000) < wall) return early;
  if (wallOf(zone, early) >= wall) return firstAtOrAfter(zone, wall, [early - 2 * hourMs, early]);
  if (wallOf(zone, late) < wall) return late;
  return firstAtOrAfter(zone, wall, [early, late]);
}

/** Bisects to the first instant in (low, high] whose wall clock shows `wall` or later, to the second. */
function firstAtOrAfter(zone: string, wall: number, bounds: readonly [number, number]): number {
  let [low, high] = bounds;
  if (wallOf(zone, low) >= wall) return low;
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (wallOf(zone, middle) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

/** The start of the local day that holds an instant: the first instant of that date. */
export function startOfDay(zone: string, instant: number): number {
  const wall = wallOf(zone, instant);
  return instantOf(zone, Math.floor(wall / dayMs) * dayMs);
}

/** Moves an instant by whole calendar days on the wall clock of a zone. */
export function addDays(zone: string, instant: number, days: number): number {
  return instantOf(zone, wallOf(zone, instant) + days * dayMs);
}

/** Moves an instant by whole calendar months; the 31st becomes the last day of a shorter month. */
export function addMonths(zone: string, instant: number, months: number): number {
  const wall = new Date(wallOf(zone, instant));
  const day = wall.getUTCDate();
  const timeOfDay = wall.getTime() - Math.floor(wall.getTime() / dayMs) * dayMs;
  const first = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, 1);
  const target = new Date(first);
  const daysInMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return instantOf(zone, first + (Math.min(day, daysInMonth) - 1) * dayMs + timeOfDay);
}
