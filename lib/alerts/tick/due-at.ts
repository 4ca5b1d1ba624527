import type { RuleDoc } from '@/lib/model/rule';
import { fnv64 } from '@/lib/model/fingerprint';
import { minuteMs, parseDuration, secondMs } from '@/lib/time/duration';

/** How often a rule that events wake is looked at without any, as its window slides on and series fall silent. */
const idleEveryMs = minuteMs;
const activeEveryMs = 10 * secondMs;

const encoder = new TextEncoder();
/** Where in its interval a question stands: the same for equal questions, and spread over the interval for others. */
export const offsetOf = (questionKey: string, everyMs: number): number =>
  Number(fnv64(encoder.encode(questionKey)) % BigInt(everyMs));

/**
 * When a rule is due next, Unix ms: at its question's place in the interval, so that equal questions fall due together. What
 * was missed is not caught up. `isActive`: some series is not inactive.
 */
export function nextDueAt(
  { every }: Pick<RuleDoc, 'every'>,
  of: { questionKey: string; now: number; isActive: boolean },
): number {
  const { questionKey, now, isActive } = of;
  if (every === 'event') return now + (isActive ? activeEveryMs : idleEveryMs);
  const everyMs = parseDuration(every)?.ms ?? minuteMs;
  const offset = offsetOf(questionKey, everyMs);
  return Math.floor((now - offset) / everyMs) * everyMs + everyMs + offset;
}

/**
 * The time an evaluation counts for: when it was due, so that lengths of time are not blurred by how busy the portal was;
 * now, when that is long ago or events woke the rule.
 */
export function countsFor({ every }: Pick<RuleDoc, 'every'>, { dueAt, now }: { dueAt: number; now: number }): number {
  return every !== 'event' && now - dueAt < minuteMs ? Math.min(dueAt, now) : now;
}
