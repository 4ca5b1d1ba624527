import type { PanelChart, Unit } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';

/** The kinds of question that the Explore page builds; statements have a page of their own, drivers start from a chart. */
export const exploreKinds = [
  'trend',
  'total',
  'breakdown',
  'funnel',
  'retention',
  'paths',
  'distribution',
  'heatmap',
  'table',
] as const;
export type ExploreKind = (typeof exploreKinds)[number];
export type ExploreSpec = Extract<QuerySpec, { kind: ExploreKind }>;

export const isExploreKind = (kind: unknown): kind is ExploreKind => exploreKinds.some((known) => known === kind);

/** What people read on the tab of a kind. */
export const kindLabels: Record<ExploreKind, string> = {
  trend: 'Trend',
  total: 'Total',
  breakdown: 'Breakdown',
  funnel: 'Funnel',
  retention: 'Retention',
  paths: 'Paths',
  distribution: 'Distribution',
  heatmap: 'Heat map',
  table: 'Raw events',
};

/** What is being asked for, all of it: this is what a link holds. */
export type Question = {
  spec: ExploreSpec;
  /** How it is drawn; the first fitting chart when absent. */
  chart?: PanelChart | undefined;
  unit?: Unit | undefined;
  title?: string | undefined;
  /** False when it is asked once and then left alone. */
  isLive: boolean;
};

/** Where a question comes from, so that it can be put back: a panel of a dashboard, or a saved chart. */
export type QuestionOrigin = { board?: string; panel?: string; saved?: string };
