import type { PanelChart } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';

const byKind: Record<QuerySpec['kind'], readonly PanelChart[]> = {
  trend: ['line', 'area', 'stacked', 'columns', 'table'],
  total: ['number', 'table'],
  breakdown: ['bars', 'table'],
  table: ['events'],
  distribution: ['histogram', 'table'],
  heatmap: ['heatmap', 'table'],
  drivers: ['drivers'],
  funnel: ['funnel', 'table'],
  retention: ['heatmap', 'line', 'table'],
  paths: ['flow', 'table'],
  sql: ['table'],
};
export const chartsOf = (kind: QuerySpec['kind']): readonly PanelChart[] => byKind[kind];
export const fitsKind = (kind: QuerySpec['kind'], chart: PanelChart): boolean => byKind[kind].includes(chart);
