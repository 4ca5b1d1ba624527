import type { AnswerData } from '@/lib/model/answer';
import type { PanelChart } from '@/lib/model/panel';
import { sqlShapes } from './sql-answer';

/** Every chart that an answer of a kind may have, the most telling first. */
const byKind: Record<AnswerData['kind'], readonly PanelChart[]> = {
  total: ['number', 'table'],
  trend: ['line', 'area', 'columns', 'stacked', 'table'],
  breakdown: ['bars', 'table'],
  table: ['table', 'events'],
  distribution: ['histogram', 'table'],
  heatmap: ['heatmap', 'table'],
  drivers: ['drivers', 'table'],
  funnel: ['funnel', 'table'],
  retention: ['heatmap', 'table'],
  paths: ['flow', 'table'],
  sql: ['table', 'line', 'area', 'columns', 'stacked', 'bars', 'number'],
};

/**
 * The charts that fit a kind of answer or, more exactly, an answer: the best first, never empty. The charts of a statement
 * depend on the columns it returned.
 */
export function fittingCharts(answer: AnswerData['kind'] | AnswerData): readonly PanelChart[] {
  if (typeof answer === 'string') return byKind[answer];
  if (answer.kind === 'sql') return sqlShapes(answer);
  // One line alone is read more easily with its area filled.
  if (answer.kind === 'trend' && answer.series.length === 1) return ['area', 'line', 'columns', 'stacked', 'table'];
  return byKind[answer.kind];
}
