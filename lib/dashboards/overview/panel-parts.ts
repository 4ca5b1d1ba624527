import type { Filter } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import type { View } from '@/lib/dashboards/view/view';

export type PanelView = { view: View; timezone: string };

/** What an overview needs to know of one event name. */
export type EventSummary = {
  name: string;
  count: number;
  /** Whether its events carry a `value`. */
  hasValue: boolean;
  /** Fields of texts, `properties.<path>`, that its events can be split by. */
  dimensions: string[];
};

/** What every question of a dashboard shares: range, timezone and the view's filters, after the panel's own. */
export function common({ view, timezone }: PanelView, own: Filter[] = []) {
  return { range: view.range, timezone, where: [...own, ...view.filters] };
}

const comparison = ({ compare }: View) => (compare === 'none' ? {} : { compare });

/** A total with its comparison, and the trend that is drawn small behind it. */
export function totalWithSpark(
  at: PanelView,
  measure: Measure,
  own: Filter[] = [],
): { spec: QuerySpecInput; spark: QuerySpecInput } {
  const shared = common(at, own);
  return {
    spec: { kind: 'total', measures: [measure], ...shared, ...comparison(at.view) },
    spark: { kind: 'trend', measures: [measure], ...shared, grain: at.view.grain },
  };
}

/** A trend by the view's grain, against the comparison that the view asks for. */
export function comparedTrend(at: PanelView, measures: Measure[], own: Filter[] = []): QuerySpecInput {
  return { kind: 'trend', measures, ...common(at, own), grain: at.view.grain, ...comparison(at.view) };
}

/** The median and the 95th percentile of a field, each as a line. */
export function percentileTrend(at: PanelView, of: string, event?: string): QuerySpecInput {
  const from = event === undefined ? {} : { event };
  const measures: Measure[] = [
    { agg: 'p50', of, ...from, label: 'Median' },
    { agg: 'p95', of, ...from, label: '95th percentile' },
  ];
  return { kind: 'trend', measures, ...common(at), grain: at.view.grain };
}

/** The top groups by a measure, the rest as one row "other". */
export function topWithOther(at: PanelView, by: string, measure: Measure): QuerySpecInput {
  return {
    kind: 'breakdown',
    measures: [measure],
    by: [by],
    top: 8,
    other: true,
    ...common(at),
    ...comparison(at.view),
  };
}

/** The newest events, for the live tail. */
export function tail(at: PanelView, columns: string[], own: Filter[] = []): QuerySpecInput {
  return { kind: 'table', columns, limit: 25, ...common(at, own) };
}

/** Places on the 12-column grid that all overviews share, so that switching the workspace moves nothing. */
export const sizes = {
  number: { columns: 4, rows: 3 },
  main: { columns: 8, rows: 5 },
  side: { columns: 4, rows: 5 },
  third: { columns: 4, rows: 5 },
} as const;
