import type { Alert } from '@/lib/model/incident';
import { matchesAll } from '@/lib/notify/routing/matches-all';
import { muteOf, type MuteFacts } from '@/lib/notify/telling/mutes';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import type { AlertState } from './alert-view';

export type Suppressors = Omit<MuteFacts, 'firing'> & { firing: readonly Alert[] };

/** What keeps an alert quiet: ids of active silences, the fingerprint of the alert that inhibits it. */
export function alertState(alert: Alert, facts: Suppressors): AlertState {
  const labels = routeLabels(alert);
  const silencedBy = facts.silences.filter(({ matchers }) => matchesAll(labels, matchers)).map(({ id }) => id);
  const inhibition = muteOf(alert, null, { ...facts, silences: [] });
  const by = facts.firing.find(({ id }) => id === inhibition?.by);
  const inhibitedBy = by === undefined ? [] : [by.fingerprint];
  const isQuiet = silencedBy.length > 0 || inhibitedBy.length > 0;
  return { inhibitedBy, silencedBy, state: isQuiet ? 'suppressed' : 'active' };
}
