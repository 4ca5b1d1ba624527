import type { RuleDoc } from '@/lib/model/rule';
import { formatDuration, minuteMs, parseDuration } from '@/lib/time/duration';

/** How many numbers are asked for and kept at most, and how many judgements are made: both stay well within a second. */
const mostCells = 1_000_000;
const mostJudgements = 600_000;

export type Pace = { stepMs: number; notes: string[] };

/** How often history can tell what a rule would have seen: rollups have minutes. */
export function paceOf({ every }: Pick<RuleDoc, 'every'>): Pace {
  if (every === 'event')
    return { stepMs: minuteMs, notes: ['Evaluated once a minute here; in service events wake it within a second.'] };
  const everyMs = parseDuration(every)?.ms ?? minuteMs;
  const stepMs = Math.max(1, Math.ceil(everyMs / minuteMs)) * minuteMs;
  return { stepMs, notes: stepMs === everyMs ? [] : [paceNote(stepMs, everyMs)] };
}

const paceNote = (stepMs: number, everyMs: number) =>
  `Evaluated every ${formatDuration(stepMs)} here and not every ${formatDuration(everyMs)}.`;

/** The same pace, or a slower one when there are so many series that judging them all would take too long. */
export function slowedPace(pace: Pace, { lengthMs, series }: { lengthMs: number; series: number }): Pace {
  const judgements = (lengthMs / pace.stepMs) * Math.max(1, series);
  const times = [1, 2, 3, 5, 10, 15, 30, 60].find((many) => judgements / many <= mostJudgements) ?? 60;
  if (times === 1) return pace;
  const stepMs = pace.stepMs * times;
  return { stepMs, notes: [...pace.notes, `${paceNote(stepMs, pace.stepMs)} There are ${series} series.`] };
}

/** How many series can be looked at in so many buckets. */
export const mostSeries = (buckets: number): number => Math.max(1, Math.floor(mostCells / Math.max(1, buckets)));

/** What is said when there are more series than are looked at. */
export const cutNote = (series: number): string =>
  `Looks at the ${series} series that lead over the whole time; in service those that lead at each evaluation.`;
