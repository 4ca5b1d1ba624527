import type { BreakdownSpec, TotalSpec } from '@/lib/model/query-spec';
import type { GroupKey, Value } from '@/lib/model/value';
import { finisherOf } from '@/lib/query/finish';
import { anyIn, foldedMeasure } from '@/lib/query/fold';
import { askHistory, historySource, leadingGroups, type GroupHistory } from '@/lib/query/history';
import { formatDuration, minuteMs, parseDuration, secondMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Reading } from '../reading';
import { labelsOf } from '../readings-of';
import { evaluationsIn, timesOf, type History, type HistoryAsking, type Period } from './history';
import { cutNote, mostSeries, slowedPace, type Pace } from './pace';
import { bucketWidth, slidingMs, windowAt } from './window';

export type RolledSpec = TotalSpec | BreakdownSpec;
/** `lengths`: of the windows of a burn rate, which are all asked about at once; null for a question with a window of its own. */
export type RolledQuestion = { spec: RolledSpec; lengths: readonly string[] | null };
type Series = {
  labels: Record<string, string>;
  isThere: (from: number, to: number) => boolean;
  measures: ((from: number, to: number, elapsedMs: number) => Value)[];
};
type Grid = Range & { widthMs: number; count: number };

/**
 * Evaluations of a question whose measures add up: the window rolls over narrow buckets, all of them from one query. Throws what
 * the engine throws.
 */
export async function rolledHistory(
  question: RolledQuestion,
  { from, to, pace }: { from: number; to: number; pace: Pace },
  asking: HistoryAsking,
): Promise<History> {
  const { spec } = question;
  const top = 'top' in spec ? spec.top : 1;
  const widest = { from: from - reachMs(question, from), to };
  const leading = await leadingGroups(spec, { range: widest, most: top }, asking);
  const slowed = slowedPace(pace, { lengthMs: to - from, series: leading.groups.length });
  const { grid, note } = gridOf(question, widest, slowed.stepMs);
  const groups = leading.groups.slice(0, mostSeries(grid.count));
  const isCut = leading.isCut || groups.length < leading.groups.length;
  const known = await askHistory(
    spec,
    {
      source: historySource(spec, { widthMs: grid.widthMs, range: grid }),
      range: grid,
      buckets: { widthMs: grid.widthMs },
      isFoldable: true,
      groups: isCut ? groups : null,
      count: grid.count,
      indexOf: (bucket) => (bucket < grid.count ? bucket : undefined),
    },
    asking,
  );
  const period: Period = { from, to, stepMs: slowed.stepMs };
  return {
    ...period,
    evaluations: evaluationsIn(period),
    steps: stepsOf(question, { grid, series: known.map((one) => seriesOf(spec, one)), period }),
    notes: [...slowed.notes, ...note, ...(isCut ? [cutNote(groups.length)] : [])],
    bytes: known.length * grid.count * 8 * (2 + spec.measures.length * 2) + 1_000,
  };
}

/** How far before its time an evaluation looks. */
function reachMs({ spec, lengths }: RolledQuestion, at: number): number {
  if (lengths !== null) return Math.max(...lengths.map(lengthMs));
  const { window, previous } = windowAt(spec, at);
  return at - Math.min(window.from, previous?.from ?? window.from);
}

const lengthMs = (length: string): number => parseDuration(length)?.ms ?? minuteMs;

/** Narrow buckets of less than a minute come from the events themselves, so only a short time has them. */
const narrowMs = 10 * secondMs;

function gridOf(question: RolledQuestion, widest: Range, stepMs: number): { grid: Grid; note: string[] } {
  const { spec, lengths } = question;
  const own = slidingMs(spec.range);
  // What begins at midnight begins at a minute, and nothing wider is certain.
  const spans = lengths?.map(lengthMs) ?? [own ?? minuteMs];
  const width = bucketWidth({ lengths: [stepMs, ...spans], zone: spec.timezone });
  if (width !== null) return { grid: gridOn(widest, width), note: [] };
  const isNarrow =
    spans.every((span) => span % narrowMs === 0) && mostSeries((widest.to - widest.from) / narrowMs) >= 3;
  if (isNarrow) return { grid: gridOn(widest, narrowMs), note: [] };
  const counted = spans.map((span) => formatDuration(Math.max(minuteMs, Math.round(span / minuteMs) * minuteMs)));
  return { grid: gridOn(widest, minuteMs), note: [`The window is counted as ${counted.join(', ')} here.`] };
}

/** Buckets that end with the time looked at, as the windows do. */
function gridOn({ from, to }: Range, widthMs: number): Grid {
  const count = Math.ceil((to - from) / widthMs);
  return { from: to - count * widthMs, to, widthMs, count };
}

function seriesOf(spec: RolledSpec, { group, events, measures }: GroupHistory): Series {
  return {
    labels: labelsFor(spec, group),
    // Of a total there is always one series, also of nothing.
    isThere: spec.kind === 'total' ? () => true : anyIn(events),
    measures: spec.measures.map((measure, index) => foldedMeasure(measure, measures[index] ?? [])),
  };
}

const labelsFor = (spec: RolledSpec, group: GroupKey): Record<string, string> =>
  'by' in spec ? labelsOf(spec.by, group) : {};

type Rolling = { grid: Grid; series: readonly Series[]; period: Period };
/** The places of a window on the grid, and how long it is. */
type Placed = { start: number; end: number; lastedMs: number };

function stepsOf(question: RolledQuestion, rolling: Rolling): History['steps'] {
  const readingsAt =
    question.lengths === null ? windowReader(question.spec, rolling) : lengthsReader(question, rolling);
  return function* () {
    for (const now of timesOf(rolling.period)) yield { now, sight: { kind: 'readings', readings: readingsAt(now) } };
  };
}

function placedOn({ from: origin, widthMs, count }: Grid, { from, to }: Range): Placed {
  const place = (at: number) => Math.max(0, Math.min(count, Math.round((at - origin) / widthMs)));
  // A window that is narrower than a bucket is one bucket.
  const end = place(to);
  return { start: Math.min(place(from), end - 1), end, lastedMs: Math.max(1, to - from) };
}

function valuesIn({ measures }: Series, { start, end, lastedMs }: Placed): Value[] {
  const values: Value[] = [];
  for (const measure of measures) values.push(measure(start, end, lastedMs));
  return values;
}

const nothing: never[] = [];
const noWindows = {};

function windowReader(spec: RolledSpec, { grid, series }: Rolling): (now: number) => Reading[] {
  const finish = finisherOf(spec);
  return (now) => {
    const { window, previous } = windowAt(spec, now);
    const placed = placedOn(grid, window);
    const earlier = previous === undefined ? null : placedOn(grid, previous);
    const readings: Reading[] = [];
    for (const one of series)
      if (one.isThere(placed.start, placed.end))
        readings.push({
          labels: one.labels,
          values: finish(valuesIn(one, placed)),
          previous: earlier === null ? nothing : finish(valuesIn(one, earlier)),
          points: nothing,
          windows: noWindows,
        });
    return readings;
  };
}

function lengthsReader({ spec, lengths }: RolledQuestion, { grid, series }: Rolling): (now: number) => Reading[] {
  const finish = finisherOf(spec);
  const spans = (lengths ?? []).map((name) => ({ name, ms: lengthMs(name) }));
  const longest = Math.max(0, ...spans.map(({ ms }) => ms));
  return (now) => {
    const whole = placedOn(grid, { from: now - longest, to: now });
    const placed = spans.map(({ name, ms }) => [name, placedOn(grid, { from: now - ms, to: now })] as const);
    return series
      .filter(({ isThere }) => isThere(whole.start, whole.end))
      .map((one) => ({
        labels: one.labels,
        values: nothing,
        previous: nothing,
        points: nothing,
        windows: Object.fromEntries(placed.map(([name, place]) => [name, finish(valuesIn(one, place))])),
      }));
  };
}
