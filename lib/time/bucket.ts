import { AppError } from '@/lib/errors/app-error';
import { dayMs, hourMs, minuteMs, secondMs, weekMs } from './duration';
import { grains, type Grain } from './grain';
import { instantOf, startOfDay, wallOf } from './zone';

export const maxBuckets = 1_500;

/** Width of a bucket, ms; of days and wider the usual width, as days of 23 or 25 hours and months differ. */
export const grainMs: Record<Grain, number> = {
  '1s': secondMs,
  '10s': 10 * secondMs,
  '1m': minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '6h': 6 * hourMs,
  '1d': dayMs,
  '1w': weekMs,
  '1M': 30 * dayMs,
};

/** Grains whose boundaries are the same in every zone in use, as all offsets are multiples of 15 minutes. */
const isZoneless = (grain: Grain): boolean => grainMs[grain] <= 15 * minuteMs;

/**
 * Start of the bucket that holds an instant, ms: the boundaries of ClickHouse's `toStartOfInterval(t, interval, zone)`.
 * Hours count from the local midnight, six-hour buckets stand at 0, 6, 12 and 18 on the wall clock, weeks start on Monday.
 */
export function bucketStart(instant: number, grain: Grain, zone: string): number {
  switch (grain) {
    case '1s':
    case '10s':
    case '1m':
    case '5m':
    case '15m':
      return Math.floor(instant / grainMs[grain]) * grainMs[grain];
    case '1h': {
      if (zone === 'UTC') return Math.floor(instant / hourMs) * hourMs;
      const midnight = startOfDay(zone, instant);
      return midnight + Math.floor((instant - midnight) / hourMs) * hourMs;
    }
    case '6h': {
      const start = instantOf(zone, Math.floor(wallOf(zone, instant) / grainMs['6h']) * grainMs['6h']);
      return Math.max(start, startOfDay(zone, instant));
    }
    case '1w': {
      const day = Math.floor(wallOf(zone, instant) / dayMs);
      // Day 0 of the Unix epoch was a Thursday; Monday of its week is day -3.
      return instantOf(zone, (Math.floor((day + 3) / 7) * 7 - 3) * dayMs);
    }
    case '1M': {
      const wall = new Date(wallOf(zone, instant));
      return instantOf(zone, Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1));
    }
    case '1d':
      return startOfDay(zone, instant);
  }
}

/** Start of the bucket after the one that starts at `start`. */
export function nextBucket(start: number, grain: Grain, zone: string): number {
  const width = grainMs[grain];
  if (grain === '1M') return nextMonth(start, zone);
  if (isZoneless(grain) || zone === 'UTC') return start + width;
  if (grain === '1h') {
    const next = start + hourMs;
    const midnight = startOfDay(zone, next);
    return midnight > start ? Math.min(next, midnight) : next;
  }
  // Six hours, days and weeks end at a boundary of the wall clock; where clocks were put back that can be this start again.
  const wall = (grain === '6h' ? Math.floor(wallOf(zone, start) / width) * width : dayOf(zone, start)) + width;
  const next = instantOf(zone, wall);
  return next > start ? next : instantOf(zone, wall + width);
}

const dayOf = (zone: string, instant: number): number => Math.floor(wallOf(zone, instant) / dayMs) * dayMs;

function nextMonth(start: number, zone: string): number {
  const wall = new Date(wallOf(zone, start));
  return instantOf(zone, Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 1));
}

/** Starts of the `count` buckets before the one that starts at `start`, ascending; none from before 1970. */
export function bucketsBefore(start: number, count: number, of: { grain: Grain; zone: string }): number[] {
  const starts: number[] = [];
  for (let at = start; starts.length < count; starts.unshift(at)) {
    at = bucketStart(at - 1, of.grain, of.zone);
    if (at < 0) break;
  }
  return starts;
}

/** Starts of all buckets that overlap [from, to), ms ascending. Throws AppError invalid_input above 1,500. */
export function bucketsOf(range: { from: number; to: number }, grain: Grain, zone: string): number[] {
  if ((range.to - range.from) / grainMs[grain] > maxBuckets + 1) throw tooMany(grain);
  const buckets: number[] = [];
  for (let start = bucketStart(range.from, grain, zone); start < range.to; start = nextBucket(start, grain, zone)) {
    buckets.push(start);
    if (buckets.length > maxBuckets) throw tooMany(grain);
  }
  return buckets;
}

function tooMany(grain: Grain): AppError {
  return new AppError(
    'invalid_input',
    `A grain of ${grain} makes more than ${maxBuckets} buckets of this range; take a wider grain or auto`,
    {
      fields: [{ path: 'grain', reason: `more than ${maxBuckets} buckets` }],
    },
  );
}

/** The grain that cuts a range into 24 to 120 buckets where one does, else the nearest. */
export function autoGrain(lengthMs: number): Grain {
  const fitting = grains.find((grain) => lengthMs / grainMs[grain] <= 120);
  return fitting ?? '1M';
}
