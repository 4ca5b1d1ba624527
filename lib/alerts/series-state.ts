import type { AlertStatus, SeenStatus, SeriesState } from '@/lib/model/alert-state';

/** A series nothing is known of yet. */
export const unseen: SeriesState = {
  status: 'inactive',
  under: null,
  severity: null,
  breachedSince: {},
  firedAt: null,
  cause: null,
  calmSince: null,
  quietSince: null,
  blindSince: null,
  resolvedAt: null,
  missed: 0,
  told: null,
  evaluatedAt: null,
  value: null,
};

export const isBlind = (status: AlertStatus): status is 'no_data' | 'error' =>
  status === 'no_data' || status === 'error';
/** The status apart from whether there is something to judge by at the moment. */
export const seenStatus = (state: SeriesState): SeenStatus =>
  isBlind(state.status) ? (state.under ?? 'inactive') : state.status;

/** Evaluations without a series after which what was learned of it is given up: a week at one a minute. */
const forgetAfter = 10_000;

/** Whether the row of a series says no more than a missing row would. */
export const isForgettable = ({ status, missed }: SeriesState, hasLearned: boolean): boolean =>
  status === 'inactive' && missed >= (hasLearned ? forgetAfter : 2);
