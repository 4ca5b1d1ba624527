import type { PanelChart } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';

/** The charts that can show the answer to a question, the best one first. */
export function chartsFor(spec: Pick<QuerySpec, 'kind'>): readonly PanelChart[] {
  return fitting[spec.kind];
}

const fitting: Record<QuerySpec['kind'], readonly PanelChart[]> = {
  total: ['number', 'table'],
  trend: ['line', 'area', 'stacked', 'columns', 'table'],
  breakdown: ['bars', 'table'],
  table: ['events', 'table'],
  distribution: ['histogram', 'table'],
  heatmap: ['heatmap', 'table'],
  drivers: ['drivers', 'table'],
  funnel: ['funnel', 'table'],
  retention: ['heatmap', 'table'],
  paths: ['flow', 'table'],
  sql: ['table', 'line', 'area', 'stacked', 'columns', 'bars', 'number'],
};

export const specWords: Record<QuerySpec['kind'], string> = {
  total: 'A total',
  trend: 'A trend',
  breakdown: 'A ranking',
  table: 'A list of events',
  distribution: 'A distribution',
  heatmap: 'A week by the hour',
  drivers: 'A comparison of causes',
  funnel: 'A funnel',
  retention: 'A retention grid',
  paths: 'A flow of paths',
  sql: 'An SQL result',
};
