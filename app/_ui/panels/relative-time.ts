import { dayMs, hourMs, minuteMs, secondMs } from '@/lib/time/duration';

/** An age in one unit, short: `now`, `12 s`, `3 min`, `5 h`, `2 d`. */
export function shortAge(ageMs: number): string {
  if (ageMs < 1_500) return 'now';
  if (ageMs < minuteMs) return `${Math.floor(ageMs / secondMs)} s`;
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min`;
  if (ageMs < dayMs) return `${Math.floor(ageMs / hourMs)} h`;
  return `${Math.floor(ageMs / dayMs)} d`;
}

/** `just now`, `3 min ago`, `2 d ago`. */
export function agoWords(ageMs: number): string {
  const age = shortAge(ageMs);
  return age === 'now' ? 'just now' : `${age} ago`;
}
