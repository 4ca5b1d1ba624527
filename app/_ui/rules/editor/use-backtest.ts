'use client';

import { useEffect, useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';

export type BacktestDays = 7 | 30;
export type BacktestState = {
  /** The last answer that came; it stays while the next is computed, and when that fails. */
  answer: BacktestAnswer | null;
  failure: Error | null;
  isPending: boolean;
  retry: () => void;
};

const restMs = 250;

type Asked = { workspace: string; doc: RuleDoc; days: BacktestDays; initial: BacktestAnswer | null };

/**
 * What the rule would have done, asked again when a change rests for a moment. An older request is given up as soon as there
 * is a newer one, so that answers never come in the wrong order.
 */
export function useBacktest({ workspace, doc, days, initial }: Asked): BacktestState {
  const asked = JSON.stringify({ doc: judging(doc), days });
  const [first] = useState(initial === null ? null : asked);
  const [round, setRound] = useState(0);
  const [state, setState] = useState({ answer: initial, failure: null as Error | null, answered: first });
  const isKnown = state.answered === asked;
  useEffect(() => {
    if (isKnown) return;
    const gone = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const call = { method: 'POST', workspace, body: JSON.parse(asked) as unknown, signal: gone.signal } as const;
        const answer = await callApi<BacktestAnswer>('/api/rules/backtest', call);
        if (!gone.signal.aborted) setState({ answer, failure: null, answered: asked });
      } catch (error) {
        if (gone.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setState((last) => ({ ...last, failure, answered: asked }));
      }
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked, isKnown, workspace, round]);
  const retry = (): void => {
    setState((last) => ({ ...last, answered: null }));
    setRound(round + 1);
  };
  return { answer: state.answer, failure: isKnown ? state.failure : null, isPending: !isKnown, retry };
}

/** What of a rule decides when it fires: its texts and its unit do not, and a name that is not yet typed is no fault of it. */
function judging({ description: _, ...doc }: RuleDoc): RuleDoc {
  return { ...doc, name: 'Backtest', isEnabled: true, annotations: {}, unit: 'number' };
}
