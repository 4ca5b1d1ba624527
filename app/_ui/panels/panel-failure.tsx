'use client';

import { CloudOff, RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { errorTable, type ErrorCode } from '@/lib/errors/app-error';
import type { PanelProblem } from './panel-state';
import { RetryCountdown } from './retry-countdown';

/** Faults of the question itself: asking the same again gives the same answer. */
const lasting = new Set<ErrorCode>(['invalid_input', 'forbidden', 'not_found', 'query_rejected', 'unauthenticated']);

/** A panel without an answer: what went wrong in words, and the way to try again where that can help. */
export function PanelFailure({ problem, onRetry }: { problem: PanelProblem; onRetry?: (() => void) | undefined }) {
  const isLasting = lasting.has(problem.code);
  const { retryAfterMs } = problem;
  return (
    <div role="alert" className="h-full" data-problem={problem.code}>
      <EmptyState
        icon={isLasting ? TriangleAlert : CloudOff}
        title={problem.code === 'invalid_input' ? 'This question cannot be answered' : errorTable[problem.code].title}
        className="px-2 py-2"
        action={
          !isLasting && onRetry ? (
            <Button size="sm" onClick={onRetry}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          ) : undefined
        }
      >
        {problem.message}
        {!isLasting && onRetry && retryAfterMs !== undefined && (
          <RetryCountdown afterMs={retryAfterMs} onRetry={onRetry} />
        )}
      </EmptyState>
    </div>
  );
}
