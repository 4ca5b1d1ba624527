const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timezone, made);
  return made;
}

/**
 * The wall clock of a timezone at an instant, as if it were UTC: `new Date(wallClock(ms, zone)).getUTCHours()` is the local
 * hour. Unix ms in and out.
 */
export function wallClock(ms: number, timezone: string): number {
  if (timezone === 'UTC') return ms;
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterFor(timezone).formatToParts(ms)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const subSecond = ((ms % 1_000) + 1_000) % 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + subSecond;
}

/** The instant at which a timezone's clock shows the wall time; in the hour that a clock change skips, the instant after it. */
export function instantOf(wallMs: number, timezone: string): number {
  if (timezone === 'UTC') return wallMs;
  const first = wallMs - (wallClock(wallMs, timezone) - wallMs);
  const second = wallMs - (wallClock(first, timezone) - first);
  return wallClock(second, timezone) === wallMs ? second : first;
}
