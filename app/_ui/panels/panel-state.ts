import type { ErrorCode } from '@/lib/errors/app-error';
import type { Answer, TrendData } from '@/lib/model/answer';

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
