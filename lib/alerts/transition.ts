import type { SeriesState } from '@/lib/model/alert-state';
import { goBlind } from './go-blind';
import { judge, resolve } from './judge';
import { seeAgain } from './see-again';
import type { Outcome, Stepped, When } from './step';

/**
 * The state machine of a series: its row, what an evaluation found and the time give the next row and what happened. An
 * evaluation that is not newer than the row changes nothing, so one that is repeated after a crash tells nothing twice.
 * `for` and `keepFiringFor` are Prometheus': an alert fires at the evaluation at which the time has passed.
 */
export function transition(before: SeriesState, outcome: Outcome, { timing, now }: When): Stepped {
  if (before.evaluatedAt !== null && now <= before.evaluatedAt) return { state: before, transitions: [] };
  if (outcome.kind === 'value') {
    const seeing = seeAgain({ ...before, evaluatedAt: now, missed: 0, value: outcome.value }, now);
    return judge(seeing, outcome, { timing, now });
  }
  const state = { ...before, evaluatedAt: now };
  switch (outcome.kind) {
    case 'missing':
      return miss(state, { timing, now });
    case 'no_data':
      return goBlind(state, { kind: 'no_data', behaviour: timing.noData, reason: 'No data' }, { timing, now });
    case 'error':
      return goBlind(state, { kind: 'error', behaviour: timing.onError, reason: outcome.message }, { timing, now });
  }
}

function miss(state: SeriesState, { timing, now }: When): Stepped {
  const missed = state.missed + 1;
  if (missed < timing.missingAfter) return { state: { ...state, missed }, transitions: [] };
  const { state: seeing, transitions } = seeAgain({ ...state, missed, value: null }, now);
  if (seeing.firedAt !== null) return resolve({ state: seeing, transitions }, 'The series is gone', now);
  const none = { value: null, breached: [], because: 'The series is gone' };
  return judge({ state: seeing, transitions }, none, { timing, now });
}
