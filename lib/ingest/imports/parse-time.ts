import { tzOffset } from '@date-fns/tz';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Wall-clock parts; `offsetMinutes` null when the text names no zone. Months count from 1. */
type Parts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  offsetMinutes: number | null;
};

/** Epochs are told apart by size: seconds until the year 5138, then milliseconds, microseconds, nanoseconds. */
export function epochMs(value: number): number | null {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return null;
  if (size < 1e11) return Math.round(value * 1_000);
  if (size < 1e14) return Math.round(value);
  if (size < 1e17) return Math.round(value / 1_000);
  return Math.round(value / 1_000_000);
}

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+${clock})?$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[T ,]+${clock})?$`, 'i');
const monthName = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[-/ ]([A-Za-z]{3})[a-z]*[-/ ,]+(\d{4})(?:[T :,]+${clock})?$`,
  'i',
);

/**
 * A time as files write it, in Unix ms: epochs, ISO 8601, `2024-05-01 13:00:00`, access log times, RFC 2822, `1.5.2024`
 * (day first) and `5/1/2024` (month first, unless that is impossible). Text without an offset is in the given zone. Null
 * when it is no time.
 */
export function parseTime(value: unknown, timezone: string): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (typeof value === 'number' || typeof value === 'bigint') return epochMs(Number(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d{9,19}(\.\d+)?$/.test(text)) return epochMs(Number(text));
  const parts = partsOf(text);
  return parts === null ? null : toMs(parts, timezone);
}

function partsOf(text: string): Parts | null {
  const first = yearFirst.exec(text);
  if (first) return withClock(Number(first[1]), Number(first[2]), Number(first[3]), first.slice(4));
  const last = yearLast.exec(text);
  if (last) {
    const [a, b] = [Number(last[1]), Number(last[3])];
    const isDayFirst = last[2] !== '/' || a > 12;
    return isDayFirst
      ? withClock(Number(last[4]), b, a, last.slice(5))
      : withClock(Number(last[4]), a, b, last.slice(5));
  }
  const named = monthName.exec(text);
  if (!named) return null;
  return withClock(
    Number(named[3]),
    months.indexOf((named[2] ?? '').toLowerCase()) + 1,
    Number(named[1]),
    named.slice(4),
  );
}

// eslint-disable-next-line max-params -- year, month, day and the rest of the match read best side by side
function withClock(year: number, month: number, day: number, rest: (string | undefined)[]): Parts {
  const [hour = '0', minute = '0', second = '0', fraction = '', half = '', zone] = rest;
  return {
    year,
    month,
    day,
    hour: half === '' ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    ms: Number(fraction.padEnd(3, '0').slice(0, 3)),
    offsetMinutes: zone === undefined ? null : offsetOf(zone),
  };
}

function offsetOf(zone: string): number {
  if (/^[A-Za-z]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function toMs(parts: Parts, timezone: string): number | null {
  const { year, month, day, hour, minute, second, ms, offsetMinutes } = parts;
  if (month < 1 || month > 12 || hour > 24 || minute > 59 || second > 60) return null;
  // Date.UTC takes years below 100 for those of the 20th century; the calendar repeats itself every 400 years.
  const wall = Date.UTC(year + 400, month - 1, day, hour, minute, second, ms) - fourCenturiesMs;
  if (new Date(Date.UTC(year + 400, month - 1, day)).getUTCDate() !== day) return null;
  if (offsetMinutes !== null) return wall - offsetMinutes * 60_000;
  return timezone === 'UTC' ? wall : wallToUtc(wall, timezone);
}

const fourCenturiesMs = 146_097 * 86_400_000;
const offsets = new Map<string, number>();
/** The zone's offset at a wall-clock hour; zones change at most once an hour, and asking Intl per row would be slow. */
function wallToUtc(wall: number, timezone: string): number {
  const hour = Math.floor(wall / 900_000);
  const key = `${timezone} ${hour}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const guess = tzOffset(timezone, new Date(wall));
    offset = tzOffset(timezone, new Date(wall - guess * 60_000));
    if (offsets.size > 20_000) offsets.clear();
    offsets.set(key, offset);
  }
  return wall - offset * 60_000;
}
