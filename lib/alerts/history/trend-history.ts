import type { TrendSpec } from '@/lib/model/query-spec';
import type { Value } from '@/lib/model/value';
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
import { labelsOf } from '../readings-of';
import { evaluationsIn, type History, type HistoryAsking, type Period } from './history';
import { cutNote, mostSeries, slowedPace, type Pace } from './pace';
import { trendSteps, valueAt, type Buckets, type Points, type TrendSeries } from './trend-steps';

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
    steps: trendSteps(spec, { buckets, series: known.map((one) => seriesOf(spec, one, buckets)), period, points }),
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

function seriesOf(spec: TrendSpec, { group, events, first, measures }: GroupHistory, buckets: Buckets): TrendSeries {
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
    labels: labelsOf(spec.by, group),
    outputs: columns.map((column, at) => rewritten(column, outputs[at]?.transform)),
    // Without groups there is always one series, also of nothing.
    hasEvents: spec.by.length === 0 ? () => true : anyIn(events),
    first,
  };
}

function rewritten(column: Float64Array, transform: Parameters<typeof transformed>[1]['transform']): Float64Array {
  if (transform === undefined) return column;
  const values = Array.from(column, (value): Value => (Number.isNaN(value) ? null : value));
  return Float64Array.from(transformed(values, { transform, lead: 0 }), (value) => value ?? Number.NaN);
}
