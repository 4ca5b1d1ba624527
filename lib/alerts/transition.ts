import type { SeriesState, Transition } from '@/lib/model/alert-state';
import type { AbsentBehaviour } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';
import { goBlind } from './go-blind';
import { judge, next, resolve } from './judge';
import { isBlind, seenStatus } from './series-state';

/** What an evaluation says about a series. `missing`: the others were in the answer and this one was not. */
export type Outcome =
  | { kind: 'value'; value: number | null; breached: readonly Severity[]; because: string }
  | { kind: 'missing' }
  | { kind: 'no_data' }
  | { kind: 'error'; message: string };

export type Timing = {
  forMs: number;
  keepFiringForMs: number;
  noData: AbsentBehaviour;
  onError: AbsentBehaviour;
  absentSeverity: Severity;
  /** Evaluations without a series after which it counts as gone (Grafana: 2). */
  missingAfter: number;
  /** How long a series is shown as resolved (Prometheus: 15 min). */
  resolvedForMs: number;
};
export type Stepped = { state: SeriesState; transitions: Transition[] };

/**
 * The state machine of a series: its row, what an evaluation found and the time give the next row and what happened. An
 * evaluation that is not newer than the row changes nothing, so one that is repeated after a crash tells nothing twice.
 * `for` and `keepFiringFor` are Prometheus': an alert fires at the evaluation at which the time has passed.
 */
export function transition(
  before: SeriesState,
  outcome: Outcome,
  { timing, now }: { timing: Timing; now: number },
): Stepped {
  if (before.evaluatedAt !== null && now <= before.evaluatedAt) return { state: before, transitions: [] };
  const state = { ...before, evaluatedAt: now };
  switch (outcome.kind) {
    case 'value': {
      const { state: seeing, transitions } = seeAgain({ ...state, missed: 0, value: outcome.value }, now);
      return judge({ state: seeing, transitions }, outcome, { timing, now });
    }
    case 'missing':
      return miss(state, { timing, now });
    case 'no_data':
      return goBlind(state, { kind: 'no_data', behaviour: timing.noData, reason: 'No data' }, { timing, now });
    case 'error':
      return goBlind(state, { kind: 'error', behaviour: timing.onError, reason: outcome.message }, { timing, now });
  }
}

/** Back from no data or error. The blind time counts for nothing; an alert that was only about it ends. */
function seeAgain(state: SeriesState, now: number): Stepped {
  const isAboutBlindness = state.cause === 'no_data' || state.cause === 'error';
  if (!isBlind(state.status)) return { state, transitions: [] };
  const blindMs = now - (state.blindSince ?? now);
  const later = Object.entries(state.breachedSince).map(([severity, since]) => [severity, since + blindMs]);
  const seeing: SeriesState = {
    ...state,
    status: seenStatus(state),
    under: null,
    blindSince: null,
    told: null,
    breachedSince: Object.fromEntries(later) as SeriesState['breachedSince'],
    calmSince: state.calmSince === null ? null : state.calmSince + blindMs,
  };
  const step = next({ state, transitions: [] }, seeing, { kind: 'seeing', at: now, reason: 'Data again' });
  return isAboutBlindness ? resolve(step, 'Data again', now) : step;
}

function miss(state: SeriesState, { timing, now }: { timing: Timing; now: number }): Stepped {
  const missed = state.missed + 1;
  if (missed < timing.missingAfter) return { state: { ...state, missed }, transitions: [] };
  const { state: seeing, transitions } = seeAgain({ ...state, missed, value: null }, now);
  if (seeing.firedAt !== null) return resolve({ state: seeing, transitions }, 'The series is gone', now);
  const none = { value: null, breached: [], because: 'The series is gone' };
  return judge({ state: seeing, transitions }, none, { timing, now });
}
