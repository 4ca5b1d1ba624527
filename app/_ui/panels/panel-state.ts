import type { ErrorCode } from '@/lib/errors/app-error';
import type { Answer, AnswerData, StaleReason, TrendData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';

/** `retryAfterMs`: when asking again may help; the panel then does so by itself. */
export type PanelProblem = { code: ErrorCode; message: string; retryAfterMs?: number | undefined };

/** What a panel has to draw. `ready` covers stale and empty too; both can be read from the answer. */
export type PanelState =
  | { status: 'loading' }
  | { status: 'failed'; problem: PanelProblem }
  | { status: 'ready'; answer: Answer; spark?: TrendData | undefined; problem?: { detail: string } | undefined };

type Known = { answer: Answer | null; problem: { code: ErrorCode; detail: string; retryAfterMs?: number } | null };

/** One answer out of what is known of a panel's questions: numbers win over a fault, a fault over waiting. */
export function panelState(main: Known | undefined, spark?: Known): PanelState {
  if (main?.answer) {
    const data = spark?.answer?.data;
    const problem = main.problem ?? undefined;
    return { status: 'ready', answer: main.answer, spark: data?.kind === 'trend' ? data : undefined, problem };
  }
  if (main?.problem) {
    const { code, detail, retryAfterMs } = main.problem;
    return { status: 'failed', problem: { code, message: detail, retryAfterMs } };
  }
  return { status: 'loading' };
}

export const staleReasons: Record<StaleReason, string> = {
  engine_down: 'engine down',
  engine_restarting: 'engine restarting',
  engine_timeout: 'engine too slow',
  overloaded: 'portal busy',
  breaker_open: 'waiting for the engine',
  engine_error: 'engine fault',
};

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
