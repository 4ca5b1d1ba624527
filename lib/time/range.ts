import { AppError } from '@/lib/errors/app-error';
import { bucketStart } from './bucket';
import { dayMs, hourMs, minuteMs, parseDuration, secondMs, weekMs } from './duration';
import { addDays, addMonths } from './zone';

/** Half open: `from` is in, `to` is not. Unix ms. */
export type Range = { from: number; to: number };
export type RangeInput = { last: string } | { from: string; to: string };

/** `isOpen`: the range ends now and moves on with the clock. */
export type ResolvedRange = Range & { isOpen: boolean };

/** Up to a century; wider ranges are typing errors that would only make the engine read dates that cannot exist. */
const maxRangeMs = 36_600 * dayMs;

/**
 * The instants of a range. Ranges that end now are widened to whole minutes (whole seconds under an hour), so that they
 * stand still between two steps and the rollup covers them; named ones start at a local midnight and end now.
 * Throws AppError invalid_input.
 */
export function resolveRange(range: RangeInput, zone: string, now: number): ResolvedRange {
  if ('from' in range) {
    const from = Date.parse(range.from);
    const to = Date.parse(range.to);
    if (!(from < to)) throw invalid('from must be before to');
    if (to - from > maxRangeMs || from < -dayMs * 365 || to > 4_102_444_800_000)
      throw invalid('use times from 1970 to 2099, at most a century');
    return { from, to, isOpen: to > now };
  }
  const today = bucketStart(now, '1d', zone);
  const end = ceilTo(now, minuteMs);
  switch (range.last) {
    case 'today':
      return { from: today, to: end, isOpen: true };
    case 'yesterday':
      return { from: bucketStart(today - hourMs, '1d', zone), to: today, isOpen: false };
    case 'week':
      return { from: bucketStart(now, '1w', zone), to: end, isOpen: true };
    case 'month':
      return { from: bucketStart(now, '1M', zone), to: end, isOpen: true };
    default:
      return relative(range.last, zone, now);
  }
}

function relative(text: string, zone: string, now: number): ResolvedRange {
  const duration = parseDuration(text);
  if (duration === null) throw invalid('use a form like 15m, 24h, 7d, today or month');
  if (duration.ms > maxRangeMs) throw invalid('at most a century');
  const step = duration.ms >= hourMs ? minuteMs : secondMs;
  const days = duration.unit === 'w' ? duration.count * 7 : duration.count;
  const isCalendar = duration.unit === 'd' || duration.unit === 'w';
  const from = isCalendar ? addDays(zone, now, -days) : now - duration.ms;
  return { from: Math.max(0, Math.floor(from / step) * step), to: ceilTo(now, step), isOpen: true };
}

/** Strictly after `instant`, so that the step that holds `instant` is inside. */
function ceilTo(instant: number, step: number): number {
  return Math.floor(instant / step) * step + step;
}

function invalid(reason: string): AppError {
  return new AppError('invalid_input', `range: ${reason}`, { fields: [{ path: 'range', reason }] });
}

export type Comparison = 'previous' | 'week' | 'year';

/**
 * The range to compare with. `previous` is the same length just before (named ranges: the same part of the day, week or
 * month before), `week` goes back the fewest whole weeks that do not overlap, `year` one calendar year.
 */
export function comparisonRange(range: Range, input: RangeInput, how: { compare: Comparison; zone: string }): Range {
  const { compare, zone } = how;
  if (compare === 'week') {
    const weeks = Math.max(1, Math.ceil(askedMs(range, input) / weekMs - 1e-9));
    return shift(range, (instant) => addDays(zone, instant, -7 * weeks));
  }
  if (compare === 'year') return shift(range, (instant) => addMonths(zone, instant, -12));
  const last = 'last' in input ? input.last : '';
  if (last === 'today' || last === 'yesterday') return shift(range, (instant) => addDays(zone, instant, -1));
  if (last === 'week') return shift(range, (instant) => addDays(zone, instant, -7));
  if (last === 'month') return previousMonth(range, zone);
  const length = range.to - range.from;
  return { from: range.from - length, to: range.from };
}

/** The length that was asked for: a range that ends now is widened to whole steps and a little longer. */
function askedMs(range: Range, input: RangeInput): number {
  const duration = 'last' in input ? parseDuration(input.last) : null;
  return duration?.ms ?? range.to - range.from;
}

/** Where the period to compare with begins for something that begins at `from` in or shortly before the range; same clock time. */
export function comparisonStart(
  from: number,
  of: { range: Range; input: RangeInput; compare: Comparison; zone: string },
): number {
  const { range, input, compare, zone } = of;
  const isNamed = 'last' in input && parseDuration(input.last) === null;
  if (compare !== 'previous' || isNamed) return comparisonRange({ from, to: range.to }, input, { compare, zone }).from;
  const back = askedMs(range, input);
  return back % dayMs === 0 ? addDays(zone, from, -back / dayMs) : from - back;
}

/** The end is clipped, so that the 31st is not compared with a part of the month that is under way. */
function previousMonth(range: Range, zone: string): Range {
  const from = addMonths(zone, range.from, -1);
  return { from, to: Math.min(addMonths(zone, range.to, -1), range.from) };
}

function shift(range: Range, move: (instant: number) => number): Range {
  return { from: move(range.from), to: move(range.to) };
}
