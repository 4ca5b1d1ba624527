import type { Value } from '@/lib/model/value';
import { finisherOf } from '@/lib/query/finish';
import { askHistory, historySource, leadingGroups, type GroupHistory } from '@/lib/query/history';
import { valueOf } from '@/lib/query/shape';
import { formatDuration, minuteMs, secondMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Reading } from '../reading';
import { labelsOf } from '../readings-of';
import { evaluationsIn, timesOf, type History, type HistoryAsking, type Period } from './history';
import { cutNote, mostSeries, slowedPace } from './pace';
import type { RolledSpec } from './rolled-history';
import { slidingMs } from './window';

/** Fewer windows than this say too little; see `sampledHistory`. */
const least = 60;

/** Whether the windows of a question can stand side by side, and be enough of them. */
export function canTumble(spec: RolledSpec, lengthMs: number): boolean {
  const windowMs = slidingMs(spec.range);
  return windowMs !== null && windowMs % secondMs === 0 && lengthMs / windowMs >= least && spec.compare !== 'week';
}

/**
 * Evaluations of a question whose measures do not add up, such as users or percentiles: one per window, with the windows side by
 * side instead of over each other, all of them from one query.
 */
export async function tumblingHistory(spec: RolledSpec, { from, to }: Range, asking: HistoryAsking): Promise<History> {
  const windowMs = Math.max(slidingMs(spec.range) ?? minuteMs, minuteMs);
  const top = 'top' in spec ? spec.top : 1;
  // One window more before, to compare with.
  const count = Math.floor((to - from) / windowMs) + 1;
  const range = { from: to - count * windowMs, to };
  const leading = await leadingGroups(spec, { range, most: Math.min(top, mostSeries(count)) }, asking);
  const known = await askHistory(
    spec,
    {
      source: historySource(spec, { widthMs: windowMs, range }),
      range,
      buckets: { widthMs: windowMs },
      isFoldable: false,
      groups: leading.isCut ? leading.groups : null,
      count,
      indexOf: (bucket) => (bucket < count ? bucket : undefined),
    },
    asking,
  );
  const series = leading.groups.length;
  const pace = slowedPace({ stepMs: windowMs, notes: [] }, { lengthMs: to - from, series });
  const period: Period = { from: range.from + windowMs, to, stepMs: pace.stepMs };
  const words = `Its values cannot be added up, so it was evaluated once per window of ${formatDuration(windowMs)}.`;
  return {
    ...period,
    evaluations: evaluationsIn(period),
    steps: stepsOf(spec, { known, windowMs, origin: range.from, period }),
    notes: [words, ...(leading.isCut ? [cutNote(series)] : [])],
    bytes: known.length * count * 8 * (2 + spec.measures.length) + 1_000,
  };
}

type Tumbling = { known: readonly GroupHistory[]; windowMs: number; origin: number; period: Period };

function stepsOf(spec: RolledSpec, { known, windowMs, origin, period }: Tumbling): History['steps'] {
  const finish = finisherOf(spec);
  const isCompared = spec.compare !== undefined;
  const series = known.map((one) => ({ ...one, labels: 'by' in spec ? labelsOf(spec.by, one.group) : {} }));
  const valuesAt = ({ measures }: GroupHistory, index: number): Value[] => [
    ...finish(
      spec.measures.map((measure, at) => {
        const value = measures[at]?.[0]?.[index] ?? Number.NaN;
        return valueOf(measure, Number.isNaN(value) ? null : value, windowMs);
      }),
    ),
  ];
  return function* () {
    for (const now of timesOf(period)) {
      const index = Math.round((now - origin) / windowMs) - 1;
      const readings = series
        .filter(({ events }) => spec.kind === 'total' || (events[index] ?? 0) > 0)
        .map((one): Reading => ({
          labels: one.labels,
          values: valuesAt(one, index),
          previous: isCompared ? valuesAt(one, index - 1) : [],
          points: [],
          windows: {},
        }));
      yield { now, sight: { kind: 'readings', readings } };
    }
  };
}
