import type { TrendSpec } from '@/lib/model/query-spec';
import type { GroupKey, Value } from '@/lib/model/value';
import { finisherOf } from '@/lib/query/finish';
import { anyIn } from '@/lib/query/fold';
import { askHistory, historySource, leadingGroups, type GroupHistory } from '@/lib/query/history';
import { outputsOf } from '@/lib/query/outputs';
import { transformed } from '@/lib/query/transform';
import { valueOf } from '@/lib/query/shape';
import { leadOf } from '@/lib/model/measure';
import { autoGrain, bucketStart, grainMs, nextBucket } from '@/lib/time/bucket';
import { formatDuration } from '@/lib/time/duration';
import type { Grain } from '@/lib/time/grain';
import { comparisonStart, resolveRange } from '@/lib/time/range';
import type { Reading } from '../reading';
import { labelsOf } from '../readings-of';
import { evaluationsIn, timesOf, type History, type HistoryAsking, type Period } from './history';
import { cutNote, mostSeries, slowedPace, type Pace } from './pace';

/** Which buckets a detector looks at: the newest one only, or all that it has not learned from yet. */
export type Points = 'newest' | 'unlearned';
type Buckets = { starts: number[]; ends: number[]; grain: Grain };
type Series = {
  labels: Record<string, string>;
  /** What is shown, per bucket; not a number where there is none. */
  outputs: Float64Array[];
  hasEvents: (from: number, to: number) => boolean;
  first: Float64Array;
};

type TrendOptions = {
  from: number;
  to: number;
  pace: Pace;
  points: Points;
  /** The question as the first evaluation asks it, which may reach further back. */
  first: TrendSpec;
};

/** Evaluations of a trend: each looks at the buckets that were closed by then, all of them from one query. */
export async function trendHistory(
  spec: TrendSpec,
  { from, to, pace, points, first }: TrendOptions,
  asking: HistoryAsking,
): Promise<History> {
  const { begin, grain, notes } = stretchOf(spec, { from, to });
  const buckets = bucketsOf(spec, { from: reachFrom(first, begin, grain), to, grain });
  const range = { from: buckets.starts[0] ?? begin, to };
  const most = Math.min(spec.top, mostSeries(buckets.starts.length));
  const { groups, isCut } = await leadingGroups(spec, { range, most }, asking);
  const slowed = slowedPace(pace, { lengthMs: to - begin, series: groups.length });
  const places = new Map(buckets.starts.map((start, index) => [start / 1_000, index]));
  const known = await askHistory(
    spec,
    {
      source: historySource(spec, { widthMs: grainMs[grain], range }),
      range,
      buckets: { grain, zone: spec.timezone },
      isFoldable: false,
      groups: isCut ? groups : null,
      count: buckets.starts.length,
      indexOf: (bucket) => places.get(bucket),
    },
    asking,
  );
  const period: Period = { from: begin, to, stepMs: slowed.stepMs };
  return {
    ...period,
    evaluations: evaluationsIn(period),
    steps: stepsOf(spec, { buckets, series: known.map((one) => seriesOf(spec, one, buckets)), period, points }),
    notes: [...slowed.notes, ...notes, ...(isCut ? [cutNote(groups.length)] : [])],
    bytes: known.length * buckets.starts.length * 8 * (3 + outputsOf(spec).length) + 1_000,
  };
}

/** Enough for a month by the minute, and for a week by ten seconds. */
const mostBuckets = 65_000;

/** From when on there are few enough buckets. */
function stretchOf(spec: TrendSpec, { from, to }: { from: number; to: number }) {
  const resolved = resolveRange(spec.range, spec.timezone, to);
  const grain = spec.grain === 'auto' ? autoGrain(resolved.to - resolved.from) : spec.grain;
  const earliest = to - mostBuckets * grainMs[grain];
  if (from >= earliest) return { begin: from, grain, notes: [] };
  const note = `Looks at the last ${formatDuration(to - earliest)} only: buckets of ${grain} are too many beyond that.`;
  return { begin: Math.ceil(earliest / 60_000) * 60_000, grain, notes: [note] };
}

/** The start of the first bucket that the first evaluation needs, with those of a comparison and of moving averages. */
function reachFrom(spec: TrendSpec, begin: number, grain: Grain): number {
  const { range, timezone: zone, compare } = spec;
  const asked = resolveRange(range, zone, begin);
  const earlier =
    compare === undefined ? asked.from : comparisonStart(asked.from, { range: asked, input: range, compare, zone });
  const lead = leadOf([...spec.measures, ...spec.formulas]) * grainMs[grain];
  return Math.min(asked.from, earlier) - lead;
}

function bucketsOf({ timezone }: TrendSpec, { from, to, grain }: { from: number; to: number; grain: Grain }): Buckets {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = bucketStart(from, grain, timezone); start < to; start = ends.at(-1) ?? to) {
    starts.push(start);
    ends.push(nextBucket(start, grain, timezone));
  }
  return { starts, ends, grain };
}

function seriesOf(spec: TrendSpec, { group, events, first, measures }: GroupHistory, buckets: Buckets): Series {
  const { starts, ends } = buckets;
  const finish = finisherOf(spec);
  const outputs = outputsOf(spec);
  const columns = outputs.map(() => new Float64Array(starts.length));
  for (let index = 0; index < starts.length; index += 1) {
    const lasted = (ends[index] ?? 0) - (starts[index] ?? 0);
    const measured = spec.measures.map((measure, at) => valueOf(measure, valueAt(measures[at]?.[0], index), lasted));
    const shown = finish(measured);
    columns.forEach((column, at) => void (column[index] = shown[at] ?? Number.NaN));
  }
  return {
    labels: labelsOfGroup(spec, group),
    outputs: columns.map((column, at) => rewritten(column, outputs[at]?.transform)),
    // Without groups there is always one series, also of nothing.
    hasEvents: spec.by.length === 0 ? () => true : anyIn(events),
    first,
  };
}

const labelsOfGroup = ({ by }: TrendSpec, group: GroupKey) => labelsOf(by, group);

function rewritten(column: Float64Array, transform: Parameters<typeof transformed>[1]['transform']): Float64Array {
  if (transform === undefined) return column;
  const values = Array.from(column, (value): Value => (Number.isNaN(value) ? null : value));
  return Float64Array.from(transformed(values, { transform, lead: 0 }), (value) => value ?? Number.NaN);
}

function valueAt(column: Float64Array | undefined, index: number): Value {
  const value = column?.[index];
  return value === undefined || Number.isNaN(value) ? null : value;
}

type Trending = { buckets: Buckets; series: readonly Series[]; period: Period; points: Points };

function stepsOf(spec: TrendSpec, { buckets, series, period, points }: Trending): History['steps'] {
  return function* () {
    const look = createLook(spec, buckets);
    const makers = series.map((one) => readingMaker(one, buckets, points));
    for (const now of timesOf(period)) {
      const seen = look(now);
      const readings = makers.flatMap((maker) => maker(seen) ?? []);
      yield { now, sight: { kind: 'readings', readings } };
    }
  };
}

/** The buckets that an evaluation sees: those from `low` to before `high` are closed, `earlier` stands beside the last of them. */
type Seen = { now: number; low: number; high: number; earlier: number | null; hasOpen: boolean };

/** Evaluations come in the order of time, so places only move on. */
function createLook(spec: TrendSpec, { starts, ends, grain }: Buckets): (now: number) => Seen {
  const { range, timezone: zone, compare } = spec;
  const places = compare === undefined ? null : new Map(starts.map((start, index) => [start, index]));
  let low = 0;
  let closed = 0;
  return (now) => {
    const asked = resolveRange(range, zone, now);
    while (low > 0 && (starts[low] ?? 0) > asked.from) low -= 1;
    while (low + 1 < starts.length && (starts[low + 1] ?? 0) <= asked.from) low += 1;
    while (closed < ends.length && (ends[closed] ?? 0) <= now) closed += 1;
    let high = closed;
    if (!asked.isOpen) while (high > low && (starts[high - 1] ?? 0) >= asked.to) high -= 1;
    if (compare === undefined || places === null) return { now, low, high, earlier: null, hasOpen: asked.isOpen };
    const first = comparisonStart(starts[low] ?? 0, { range: asked, input: range, compare, zone });
    const start = places.get(bucketStart(first, grain, zone));
    return { now, low, high, earlier: start === undefined ? null : start + high - 1 - low, hasOpen: asked.isOpen };
  };
}

/** Makes the readings of one series; null where it had no events in the time asked about. */
function readingMaker({ labels, outputs, hasEvents, first }: Series, { starts }: Buckets, points: Points) {
  const valuesAt = (index: number): Value[] => outputs.map((column) => valueAt(column, index));
  const pointsIn = (from: number, to: number): Reading['points'] =>
    Array.from({ length: to - from }, (_, index) => ({
      at: starts[from + index] ?? 0,
      values: valuesAt(from + index),
    }));
  let shownTo = 0;
  return ({ now, low, high, earlier, hasOpen }: Seen): Reading | null => {
    const isThere = hasEvents(low, high) || (hasOpen && (first[high] ?? Infinity) < now);
    if (!isThere) return null;
    // One at least: none would mean a question that is not about time.
    const from = Math.max(0, Math.min(shownTo, high - 1));
    shownTo = high;
    return {
      labels,
      values: high > low ? valuesAt(high - 1) : [],
      previous: earlier === null ? [] : valuesAt(earlier),
      points: points === 'newest' ? [] : pointsIn(from, high),
      windows: {},
    };
  };
}
