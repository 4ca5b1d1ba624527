import { staleReasons } from '@/lib/chart/stale-reasons';
import type { AnswerMeta } from '@/lib/model/answer';
import { formatDuration, minuteMs, secondMs } from '@/lib/time/duration';
import { wordsOf } from './words';

/** How old numbers are and why; empty when they are current. */
export function ageText(meta: AnswerMeta, { now, locale }: { now: number; locale: string }): string {
  if (meta.freshness !== 'stale') return '';
  const ageMs = Math.max(meta.ageMs, now - meta.asOf);
  const unit = ageMs < minuteMs ? secondMs : minuteMs;
  const age = formatDuration(Math.max(secondMs, Math.floor(ageMs / unit) * unit));
  const why = meta.reason === undefined ? '' : `: ${staleReasons[meta.reason]}`;
  return `${age}, ${wordsOf(locale).old}${why}`;
}
