/** Times before it would be read as seconds by the engine; no real event is that old. */
export const earliestMs = Date.UTC(1971, 0, 1);

const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Below it a number is seconds (the year 5138), from it on milliseconds (the year 1973). */
const secondsBelow = 1e11;

/**
 * A client's time as Unix ms: ISO 8601, or the seconds or milliseconds since 1970 as number or digits. Without an
 * offset it is UTC. Null when it is no time.
 */
export function parseEventTime(value: unknown): number | null {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return null;
  const match = isoPattern.exec(value);
  if (match !== null) return fromIso(match);
  return /^\d{9,13}(\.\d{1,9})?$/.test(value) ? fromNumber(Number(value)) : null;
}

function fromNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Math.round(value < secondsBelow ? value * 1000 : value);
}

function fromIso(match: RegExpExecArray): number | null {
  const part = (i: number): number => Number(match[i] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  // 24:00 and leap seconds do not occur in clients' clocks; Date.UTC would silently roll over wrong days.
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ms = Math.floor(Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  // Date.UTC takes years below 100 for those of the 20th century; the calendar repeats itself every 400 years.
  const utc = Date.UTC(year + 400, month - 1, day, hour, minute, second, ms) - fourCenturiesMs;
  const date = new Date(utc);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = offsetMs(match[8]);
  return offset === null ? null : utc - offset;
}

const fourCenturiesMs = 146_097 * 86_400_000;

/** Null for an offset that no clock has. */
function offsetMs(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4) || 0)];
  return hours > 23 || minutes > 59 ? null : sign * (hours * 60 + minutes) * 60_000;
}
