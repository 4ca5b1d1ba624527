import { AppError } from '@/lib/errors/app-error';
import type { RetentionSpec } from '@/lib/model/query-spec';
import { bucketsOf, grainMs, nextBucket } from '@/lib/time/bucket';
import { dayMs } from '@/lib/time/duration';
import { periodGrains } from '@/lib/time/grain';
import type { Range } from '@/lib/time/range';
import { wallOf } from '@/lib/time/zone';

/** More rows and columns than this nobody reads; and a user's periods fit into the bits of one number. */
const maxPeriods = 60;

/** Starts of the periods that a range overlaps, Unix ms, ascending. Throws AppError invalid_input above 60. */
export function periodsOf(spec: RetentionSpec, range: Range): number[] {
  const grain = periodGrains[spec.period];
  if ((range.to - range.from) / grainMs[grain] > maxPeriods + 2) throw tooMany(spec);
  const periods = bucketsOf(range, grain, spec.timezone);
  if (periods.length > maxPeriods) throw tooMany(spec);
  return periods;
}

/** The range widened to whole periods on the clock of the question's timezone. Throws AppError invalid_input. */
export function wholePeriods<R extends Range>(spec: RetentionSpec, range: R): R {
  const periods = periodsOf(spec, range);
  const [first = range.from] = periods;
  return { ...range, from: first, to: endOfPeriod(spec, periods[periods.length - 1] ?? first) };
}

export const endOfPeriod = (spec: RetentionSpec, start: number): number =>
  nextBucket(start, periodGrains[spec.period], spec.timezone);

/** The date on which a period starts, as the days since 1970 and the months since the year 0. */
export function localDate(spec: RetentionSpec, start: number): { day: number; month: number } {
  const wall = wallOf(spec.timezone, start);
  const date = new Date(wall);
  return { day: Math.floor(wall / dayMs), month: date.getUTCFullYear() * 12 + date.getUTCMonth() + 1 };
}

function tooMany({ period }: RetentionSpec): AppError {
  return new AppError(
    'invalid_input',
    `This range has more than ${maxPeriods} periods of a ${period}; take a longer period or a shorter range`,
    { fields: [{ path: 'period', reason: `more than ${maxPeriods} periods` }] },
  );
}
