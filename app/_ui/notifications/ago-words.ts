import { shortAge } from '@/app/_ui/panels/relative-time';
import { formatDuration, minuteMs } from '@/lib/time/duration';

/** `just now`, `3 min ago`, `2 d ago`. */
export function agoWords(ageMs: number): string {
  const age = shortAge(ageMs);
  return age === 'now' ? 'just now' : `${age} ago`;
}

/** How long is left: `47 min`, `2 h 5 min`; below a minute so. */
export const leftWords = (ms: number): string =>
  ms < minuteMs ? 'less than a minute' : formatDuration(Math.round(ms / minuteMs) * minuteMs);
