import type { Severity } from './severity';
import type { Value } from './value';

/** One time an alert would have been open; `to` is null when it still would be. Times are Unix ms. */
export type Firing = {
  key: string;
  labels: Record<string, string>;
  from: number;
  to: number | null;
  /** The highest that it reached. */
  severity: Severity;
  value: number | null;
  because: string;
  /** Firings with the same one would have been one incident. */
  incident: string;
};

/** What was judged of a series, per bucket of the chart its lowest and highest value; null where nothing was. */
export type JudgedSeries = {
  key: string;
  labels: Record<string, string>;
  low: Value[];
  high: Value[];
  /** Between which bounds a value would have been usual; anomaly rules only. */
  expected?: ([number, number] | null)[];
};

/** What a rule would have done over a stretch of the past. Times are Unix ms, lengths ms. */
export type BacktestAnswer = {
  from: number;
  to: number;
  /** How often it was really evaluated, and how many times: `1m`. */
  evaluatedEvery: string;
  evaluations: number;
  counts: {
    alerts: number;
    /** Incidents that people would have been told of. */
    incidents: number;
    /** Alerts of a series that fired again within an hour of resolving. */
    flaps: number;
    longestMs: number;
    /** Start of the first alert. */
    first: number | null;
    /** Alerts that would be open now. */
    open: number;
  };
  /** The first 500, oldest first. */
  firings: Firing[];
  /** At most 600 buckets from `from` on, of the series with the most firings first. */
  chart: { widthMs: number; starts: number[]; series: JudgedSeries[] };
  /** In words what is not as it would be in service; null when nothing is. */
  note: string | null;
  tookMs: number;
};
