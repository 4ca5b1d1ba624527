import type { RangeSpec } from '@/lib/model/query-range';
import { resolveRange } from '@/lib/time/range';
import { wallOf } from '@/lib/time/zone';

/** The ends of a range as `datetime-local` inputs write them, `2026-05-01T08:00`, on the clock of the timezone. */
export function localTimes(range: RangeSpec, timezone: string, now: number): { from: string; to: string } {
  const { from, to } = resolveRange(range, timezone, now);
  const write = (instant: number): string => new Date(wallOf(timezone, instant)).toISOString().slice(0, 16);
  return { from: write(from), to: write(to) };
}
