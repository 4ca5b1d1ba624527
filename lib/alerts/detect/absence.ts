import { formatDuration, parseDuration } from '@/lib/time/duration';
import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Reading } from '../reading';
import type { Finding } from './finding';

/** When a remembered series was last heard of, Unix ms. */
export type Heard = { lastSeenAt: number };

/**
 * When a reading says that its series reported: the newest closed bucket with something in it, or `now` for answers that
 * are not over time. A count of zero is silence (`isZeroSilent`); a gauge at zero is not.
 */
export function lastSeen(
  { points, values }: Reading,
  { measure, now, isZeroSilent }: { measure: number; now: number; isZeroSilent: boolean },
): number | null {
  const says = (value: number | null | undefined) =>
    value !== null && value !== undefined && !(isZeroSilent && value === 0);
  if (points.length === 0) return says(values[measure]) ? now : null;
  return points.findLast((point) => says(point.values[measure]))?.at ?? null;
}

/** The value is the silence in seconds. */
export function detectAbsence({ levels }: ConditionOf<'absence'>, { lastSeenAt }: Heard, now: number): Finding {
  const silentMs = Math.max(0, now - lastSeenAt);
  const held = levels.filter(({ after }) => silentMs > (parseDuration(after)?.ms ?? Infinity));
  return {
    value: silentMs / 1_000,
    breached: held.map(({ severity }) => severity),
    because: silentMs === 0 ? 'Reports' : `Silent for ${formatDuration(silentMs)}`,
  };
}

/** Whether a series has been silent for so long that it is not expected back. */
export function isForgotten({ forgetAfter }: ConditionOf<'absence'>, { lastSeenAt }: Heard, now: number): boolean {
  return now - lastSeenAt > (parseDuration(forgetAfter)?.ms ?? Infinity);
}
