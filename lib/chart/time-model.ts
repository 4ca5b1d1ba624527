import type { TrendData, TrendSeries } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import type { Unit } from '@/lib/model/panel';
import type { Grain } from '@/lib/time/grain';
import { annotationsWithin, type ChartAnnotation } from './annotation-marks';
import { finite, type ChartInput, type ChartLimit, type ModelBase } from './chart-input';
import { downsampleTrend } from './downsample';
import { seriesDash, seriesToken, type ColorToken } from './palette';

export type SeriesModel = {
  key: string;
  label: string;
  group: GroupKey;
  /** As in the answer: a measure, or after all of them a formula. */
  measure: number;
  color: ColorToken;
  /** Tells apart series beyond the palette, whose colours repeat. */
  dash?: string;
  values: Value[];
  previous?: Value[];
  /** What was expected of it, per bucket. */
  expected?: (readonly [low: number, high: number] | null)[];
};
export type TimeStyle = 'line' | 'area' | 'stacked' | 'columns';
export type TimeModel = ModelBase & {
  kind: 'time';
  style: TimeStyle;
  /** Each series stands on those before it. */
  isStacked: boolean;
  grain: Grain;
  timezone: string;
  /** Starts of the buckets, Unix ms. */
  times: number[];
  series: SeriesModel[];
  /** Index of the first bucket that is still filling; `times.length` when all are closed. */
  openIndex: number;
  /** How many buckets the answer had, when fewer are drawn. */
  downsampledFrom?: number;
  annotations: ChartAnnotation[];
  limits: ChartLimit[];
  /** Values that the axis reaches. */
  reach: number[];
  /** Values beyond are drawn at the edge. */
  cut?: readonly [low: number, high: number];
};

/** More would be finer than any screen. */
const maxPoints = 1_200;
/** Of all series together: what a browser draws without a pause. */
const maxPointsOfAll = 30_000;

/** A chart over time of at most 1,200 buckets, fewer when there are many series. */
export function timeModel(data: TrendData, style: TimeStyle, input: ChartInput): TimeModel {
  const drawn = downsampleTrend(
    data,
    Math.min(maxPoints, Math.floor(maxPointsOfAll / Math.max(1, data.series.length))),
  );
  const expected = expectedOf(drawn.buckets, data, input.expected);
  const openIndex =
    drawn.openFrom === undefined ? -1 : drawn.buckets.findIndex((start) => start >= (drawn.openFrom ?? 0));
  return {
    kind: 'time',
    style,
    isStacked: style === 'stacked' || (style === 'columns' && canStack(drawn.series, input.unit)),
    title: input.title,
    unit: input.unit,
    grain: data.grain,
    timezone: input.timezone,
    times: drawn.buckets,
    openIndex: openIndex === -1 ? drawn.buckets.length : openIndex,
    series: drawn.series.map((series, index) => {
      const slot = input.slots?.get(series.key) ?? index;
      const dash = series.isOther ? undefined : seriesDash(slot);
      return {
        key: series.key,
        label: series.label || 'Other',
        group: series.group,
        measure: series.measure,
        color: series.isOther ? 'chart-muted' : seriesToken(slot),
        ...(dash === undefined ? {} : { dash }),
        values: drawn.buckets.map((_, at) => finite(series.values[at])),
        ...(series.previous ? { previous: drawn.buckets.map((_, at) => finite(series.previous?.[at])) } : {}),
        ...(expected && index === 0 ? { expected } : {}),
      };
    }),
    ...(drawn.buckets.length < data.buckets.length ? { downsampledFrom: data.buckets.length } : {}),
    annotations: annotationsWithin(input.annotations ?? [], drawn.buckets, data.grain),
    limits: (input.limits ?? []).filter(({ value }) => Number.isFinite(value)),
    ...(input.cut ? { cut: input.cut } : {}),
    reach: (input.reach ?? []).filter((value) => Number.isFinite(value)),
  };
}

/** The band of the buckets that are drawn, which may be fewer than those it was learned for. */
function expectedOf(
  drawn: readonly number[],
  { buckets }: TrendData,
  expected: ChartInput['expected'],
): SeriesModel['expected'] {
  if (!expected?.some((band) => band !== null)) return undefined;
  const places = new Map(buckets.map((start, index) => [start, index]));
  return drawn.map((start) => expected[places.get(start) ?? -1] ?? null);
}

/** Units of means and shares, which mean nothing when added. */
const unitsOfMeans: readonly Unit[] = ['percent', 'ms', 'minutes'];

/** Whether columns may stand on each other: groups of one measure that add up to a whole. */
function canStack(series: readonly TrendSeries[], unit: Unit): boolean {
  return (
    series.length > 1 &&
    !unitsOfMeans.includes(unit) &&
    series.every(({ measure }) => measure === series[0]?.measure) &&
    series.every(({ values }) => values.every((value) => value === null || value >= 0))
  );
}
