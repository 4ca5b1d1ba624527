import type { QuerySpec } from '@/lib/model/query-spec';

/** What a kind of question is called in front of people. */
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
