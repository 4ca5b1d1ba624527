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

/** Whether the row of a series says no more than a missing row would. */
export const isForgettable = ({ status, missed, told }: SeriesState): boolean =>
  status === 'inactive' && missed > 0 && told === null;
