import type {
  AnswerData,
  BreakdownData,
  DistributionData,
  GroupKey,
  TotalData,
  TrendData,
  Value,
} from '@/lib/model/answer';
import type { PanelChart, Unit } from '@/lib/model/panel';
import type { Grain } from '@/lib/time/grain';
import { downsampleTrend } from './downsample';
import { seriesToken, type ColorToken } from './palette';

type Base = { title: string; unit: Unit };
export type SeriesModel = {
  key: string;
  label: string;
  group: GroupKey;
  color: ColorToken;
  values: Value[];
  previous?: Value[];
};
export type TimeModel = Base & {
  kind: 'time';
  style: 'line' | 'area' | 'stacked';
  grain: Grain;
  timezone: string;
  /** Starts of the buckets, Unix ms. */
  times: number[];
  series: SeriesModel[];
  /** Index of the first bucket that is still filling; `times.length` when all are closed. */
  openIndex: number;
  /** How many buckets the answer had, when fewer are drawn. */
  downsampledFrom?: number;
};
export type BarModel = {
  group: GroupKey;
  label: string;
  value: Value;
  previous?: Value;
  isOther: boolean;
  /** The measures after the first, which ranks. */
  more: Value[];
};
export type BarsModel = Base & { kind: 'bars'; dimensions: string[]; measures: string[]; rows: BarModel[] };
export type HistogramModel = Base & {
  kind: 'histogram';
  of: string;
  count: number;
  bins: { from: number; to: number; count: number }[];
};
export type SparklineModel = Base & { kind: 'sparkline'; values: Value[]; openIndex: number };
export type NumberModel = Base & { kind: 'number'; label: string; value: Value; previous?: Value };
export type ChartModel = TimeModel | BarsModel | HistogramModel | SparklineModel | NumberModel;

export type ChartInput = {
  chart: PanelChart;
  data: AnswerData;
  unit: Unit;
  timezone: string;
  title: string;
  /** Colour slots of series by key, kept from an earlier answer, so that a series keeps its colour when ranks change. */
  slots?: ReadonlyMap<string, number>;
};

/** More would be finer than any screen. */
const maxPoints = 1_200;

/**
 * What to draw for an answer, independent of size and colours. Returns undefined when the data has no chart of that kind
 * (raw events, or a breakdown asked to be a line).
 */
export function chartModel(input: ChartInput): ChartModel | undefined {
  const { chart, data } = input;
  switch (data.kind) {
    case 'trend':
      if (chart === 'number') return sparklineModel(data, input);
      return timeModel(data, chart === 'area' || chart === 'stacked' ? chart : 'line', input);
    case 'breakdown':
      return barsModel(data, input);
    case 'distribution':
      return histogramModel(data, input);
    case 'total':
      return numberModel(data, input);
    case 'table':
    case 'heatmap':
    case 'drivers':
    case 'funnel':
    case 'retention':
    case 'paths':
    case 'sql':
      return undefined;
  }
}

/** The name of a group as people read it. */
export function groupLabel(group: GroupKey): string {
  return group.map((part) => (part === null ? '(none)' : part === '' ? '(empty)' : part)).join(' · ');
}

/** Beyond these, sums and steps of an axis leave the range of numbers; what is smaller is drawn as zero. */
const largest = 1e290;

function finite(value: Value | undefined): Value {
  if (value === undefined || value === null || !Number.isFinite(value)) return null;
  if (Math.abs(value) < 1 / largest) return 0;
  return Math.max(-largest, Math.min(largest, value));
}

function timeModel(data: TrendData, style: TimeModel['style'], input: ChartInput): TimeModel {
  const drawn = downsampleTrend(data, maxPoints);
  const openIndex =
    drawn.openFrom === undefined ? -1 : drawn.buckets.findIndex((start) => start >= (drawn.openFrom ?? 0));
  return {
    kind: 'time',
    style,
    title: input.title,
    unit: input.unit,
    grain: data.grain,
    timezone: input.timezone,
    times: drawn.buckets,
    openIndex: openIndex === -1 ? drawn.buckets.length : openIndex,
    series: drawn.series.map((series, index) => ({
      key: series.key,
      label: series.label || 'Other',
      group: series.group,
      color: series.isOther ? 'chart-muted' : seriesToken(input.slots?.get(series.key) ?? index),
      values: drawn.buckets.map((_, at) => finite(series.values[at])),
      ...(series.previous ? { previous: drawn.buckets.map((_, at) => finite(series.previous?.[at])) } : {}),
    })),
    ...(drawn.buckets.length < data.buckets.length ? { downsampledFrom: data.buckets.length } : {}),
  };
}

function sparklineModel(data: TrendData, input: ChartInput): SparklineModel {
  const drawn = downsampleTrend(data, 120);
  const open = drawn.openFrom;
  const openIndex = open === undefined ? -1 : drawn.buckets.findIndex((start) => start >= open);
  return {
    kind: 'sparkline',
    title: input.title,
    unit: input.unit,
    values: drawn.buckets.map((_, at) => finite(drawn.series[0]?.values[at])),
    openIndex: openIndex === -1 ? drawn.buckets.length : openIndex,
  };
}

function barsModel(data: BreakdownData, input: ChartInput): BarsModel {
  return {
    kind: 'bars',
    title: input.title,
    unit: input.unit,
    dimensions: data.dimensions,
    measures: data.measures,
    rows: data.rows.map((row) => ({
      group: row.group,
      label: row.isOther ? 'Other' : groupLabel(row.group),
      value: finite(row.values[0]),
      isOther: row.isOther ?? false,
      more: row.values.slice(1).map(finite),
      ...(row.previous ? { previous: finite(row.previous[0]) } : {}),
    })),
  };
}

function histogramModel(data: DistributionData, input: ChartInput): HistogramModel {
  const { title, unit } = input;
  return { kind: 'histogram', title, unit, of: data.of, count: data.count, bins: data.bins };
}

function numberModel(data: TotalData, input: ChartInput): NumberModel {
  const first = data.values[0];
  return {
    kind: 'number',
    title: input.title,
    unit: input.unit,
    label: first?.label ?? input.title,
    value: finite(first?.value),
    ...(first?.previous !== undefined ? { previous: finite(first.previous) } : {}),
  };
}
