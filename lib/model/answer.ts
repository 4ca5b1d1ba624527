import type { Source } from './source';
import type { Grain } from '@/lib/time/grain';
import type { JourneyData } from './journey-answer';
import type { QuerySpec } from './query-spec';
import type { GroupKey, Value } from './value';

/** What is shown: measures that are not hidden, then formulas. */
export type TotalData = { kind: 'total'; values: { label: string; value: Value; previous?: Value }[] };

export type TrendSeries = {
  /** Stable between refreshes: measure index and group, so that colours and patches can refer to it. */
  key: string;
  label: string;
  /** Index of the measure; formulas are counted on after all measures, hidden ones too. */
  measure: number;
  group: GroupKey;
  isOther?: boolean;
  /** One per bucket. */
  values: Value[];
  previous?: Value[];
};
export type TrendData = {
  kind: 'trend';
  grain: Grain;
  /** Starts of the buckets, Unix ms, ascending; gaps are filled, so the buckets are all of the range. */
  buckets: number[];
  series: TrendSeries[];
  /** Start of the first bucket that is still open at `meta.asOf`; its numbers will grow. Absent when all are closed. */
  openFrom?: number;
};

/** Values are those of the measures that are not hidden, then of the formulas. Rows are ranked by the first measure, hidden or not. */
export type BreakdownRow = { group: GroupKey; values: Value[]; previous?: Value[]; isOther?: boolean };
export type BreakdownData = {
  kind: 'breakdown';
  dimensions: string[];
  measures: string[];
  rows: BreakdownRow[];
};

export type Cell = string | number | boolean | null;
/** Raw events, newest first. `id` is the event's id and `timestamp` its Unix ms; `cells` follow `columns`. */
export type TableData = { kind: 'table'; columns: string[]; rows: { id: string; timestamp: number; cells: Cell[] }[] };

export type DistributionData = {
  kind: 'distribution';
  of: string;
  bins: { from: number; to: number; count: number }[];
  count: number;
  /** Whether the bins are told from a sketch: each number within 1 %. */
  isEstimated?: true;
  /** Within 1 % (numbers from 0.98 to 1 within 3 %); absent when there is nothing to count. */
  percentiles?: { p50: number; p75: number; p90: number; p95: number; p99: number };
};

/** 7 rows from Monday to Sunday, each with 24 values from midnight on. */
export type HeatmapData = { kind: 'heatmap'; label: string; cells: Value[][] };

/** One value of one field: the measure in the focus and in the rest of the range. */
export type DriverRow = {
  field: string;
  value: string | null;
  inside: Value;
  outside: Value;
  /** Share of this value's events in all events, 0 to 1. */
  insideShare: number;
  outsideShare: number;
  /** How much of the change this value explains, in units of the measure, comparable between rows; see lib/query/drivers. */
  effect: number;
};
export type DriversData = {
  kind: 'drivers';
  label: string;
  /** Counts, users and sums are per hour, so that stretches of different length can be compared; a rate stays per second. */
  isPerHour: boolean;
  inside: Value;
  outside: Value;
  /** Largest effect first. */
  rows: DriverRow[];
  /** The fields that were looked at. */
  fields: string[];
  /** The rows are estimated from so many events `of` so many, `inside` and `outside` are exact; absent when all were read. */
  sampledFrom?: { events: number; of: number };
};

export type SqlColumnType = 'time' | 'number' | 'text' | 'boolean' | 'other';
/** `isTruncated`: the statement had more rows than the limit. Times are Unix ms. */
export type SqlData = {
  kind: 'sql';
  columns: { name: string; type: SqlColumnType; engineType: string }[];
  rows: Cell[][];
  isTruncated: boolean;
  /** What the engine read for it. */
  bytesRead?: number;
};

export type AnswerData =
  | TotalData
  | TrendData
  | BreakdownData
  | TableData
  | DistributionData
  | HeatmapData
  | DriversData
  | JourneyData
  | SqlData;

export type Freshness = 'fresh' | 'cached' | 'stale';
export type StaleReason =
  'engine_down' | 'engine_restarting' | 'engine_timeout' | 'overloaded' | 'breaker_open' | 'engine_error';

export type AnswerMeta = {
  /** When the numbers were computed, Unix ms. */
  asOf: number;
  freshness: Freshness;
  /** Age of the numbers when the answer was given, ms. */
  ageMs: number;
  /** Why the answer is stale; only with freshness `stale`. */
  reason?: StaleReason;
  /** Time in the engine, ms; 0 for a cached answer. */
  tookMs: number;
  rowsRead: number;
  source: Source;
};

export type Answer<D extends AnswerData = AnswerData> = { data: D; query: QuerySpec; meta: AnswerMeta };
