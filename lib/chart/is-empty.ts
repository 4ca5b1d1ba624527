import type { AnswerData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';

type Emptiness = { [K in AnswerData['kind']]: (data: Extract<AnswerData, { kind: K }>) => boolean };

const hasNumber = (values: readonly Value[]): boolean => values.some((value) => value !== null && value !== 0);

const emptiness: Emptiness = {
  total: ({ values }) => values.length === 0,
  trend: ({ series }) => !series.some(({ values, previous = [] }) => hasNumber(values) || hasNumber(previous)),
  breakdown: ({ rows }) => rows.length === 0,
  table: ({ rows }) => rows.length === 0,
  sql: ({ rows }) => rows.length === 0,
  drivers: ({ rows }) => rows.length === 0,
  distribution: ({ count }) => count === 0,
  paths: ({ count }) => count === 0,
  heatmap: ({ cells }) => !cells.some(hasNumber),
  funnel: ({ groups }) => (groups[0]?.counts[0] ?? 0) === 0,
  retention: ({ cohorts }) => !cohorts.some(({ size }) => size > 0),
};

/** Nothing happened in the range. A total of zero is an answer, not an emptiness, and is drawn. */
export function isEmpty(data: AnswerData): boolean {
  return (emptiness[data.kind] as (data: AnswerData) => boolean)(data);
}
