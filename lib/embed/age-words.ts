import { staleReasons } from '@/lib/chart/stale-reasons';
import type { AnswerMeta } from '@/lib/model/answer';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';

/** How old something is, in the unit that is read at a glance. It changes once a minute at most, and the picture with it. */
export function ageWords(ageMs: number): string {
  if (ageMs < minuteMs) return 'less than a minute old';
  if (ageMs < 2 * hourMs) return `${Math.floor(ageMs / minuteMs)} min old`;
  if (ageMs < 2 * dayMs) return `${Math.floor(ageMs / hourMs)} h old`;
  return `${Math.floor(ageMs / dayMs)} days old`;
}

/** What has to be said about an answer that is older than it should be: `12 min old, engine down`. Empty for all others. */
export function staleNote({ freshness, ageMs, reason }: AnswerMeta): string {
  if (freshness !== 'stale') return '';
  return reason === undefined ? ageWords(ageMs) : `${ageWords(ageMs)}, ${staleReasons[reason]}`;
}
