import type { SeriesState } from '@/lib/model/alert-state';
import { next, resolve } from './judge';
import { isBlind, seenStatus } from './series-state';
import type { Stepped } from './step';

/** Back from no data or error. The blind time counts for nothing; an alert that was only about it ends. */
export function seeAgain(state: SeriesState, now: number, reason = 'Data again'): Stepped {
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
    quietSince: state.quietSince === null ? null : state.quietSince + blindMs,
  };
  const step = next({ state, transitions: [] }, seeing, { kind: 'seeing', at: now, reason });
  return isAboutBlindness ? resolve(step, reason, now) : step;
}
