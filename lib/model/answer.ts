import type { Grain } from '@/lib/time/grain';
import type { QuerySpec } from './query-spec';

/** `null` is "no data", which is not zero: an average over no events is null, a count over no events is 0. */
export type Value = number | null;
export type GroupKey = (string | null)[];

export type TotalData = { kind: 'total'; values: { label: string; value: Value; previous?: Value }[] };

export type TrendSeries = {
  /** Stable between refreshes: measure index and group, so that colours and patches can refer to it. */
  key: string;
  label: string;
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
};

export type AnswerData = TotalData | TrendData | BreakdownData | TableData | DistributionData;

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
  /** Which table answered: the raw events or the per-minute rollup. */
  source: 'events' | 'rollup';
};

export type Answer<D extends AnswerData = AnswerData> = { data: D; query: QuerySpec; meta: AnswerMeta };
