import type { QuietHours } from '@/lib/model/routing';
import { dayMs } from '@/lib/time/duration';
import { instantOf, wallOf } from '@/lib/time/zone';
import { clockMs } from './on-call';

/** Day 0 of the Unix epoch was a Thursday: 4 in ISO 8601. */
const epochIsoWeekday = 4;

/** Until when it is quiet at a time, Unix ms; null when it is not. The same time as beginning and end is a whole day. */
export function quietUntil(quiet: Pick<QuietHours, 'timezone' | 'from' | 'until' | 'days'>, at: number): number | null {
  const today = Math.floor(wallOf(quiet.timezone, at) / dayMs);
  const from = clockMs(quiet.from);
  const until = clockMs(quiet.until) + (clockMs(quiet.until) <= from ? dayMs : 0);
  for (const day of [today - 1, today]) {
    const weekday = ((((day + epochIsoWeekday - 1) % 7) + 7) % 7) + 1;
    if (!quiet.days.includes(weekday)) continue;
    const end = instantOf(quiet.timezone, day * dayMs + until);
    if (instantOf(quiet.timezone, day * dayMs + from) <= at && at < end) return end;
  }
  return null;
}
