import { formatDuration, minuteMs } from '@/lib/time/duration';

/** How long is left: `47 min`, `2 h 5 min`; below a minute so. */
export const leftWords = (ms: number): string =>
  ms < minuteMs ? 'less than a minute' : formatDuration(Math.round(ms / minuteMs) * minuteMs);
