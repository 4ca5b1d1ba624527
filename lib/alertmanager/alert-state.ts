import type { Alert } from '@/lib/model/incident';
import type { Inhibition } from '@/lib/model/routing';
import type { Silence } from '@/lib/model/silence';
import { matchesAll } from '@/lib/notify/matches-all';
import { routeLabels } from '@/lib/notify/route-labels';
import type { AlertState } from './alert-view';

export type Suppressors = {
  silences: readonly Silence[];
  inhibitions: readonly Inhibition[];
  firing: readonly Alert[];
};

/** What keeps an alert quiet: ids of active silences, fingerprints of the alerts that inhibit it. */
export function alertState(alert: Alert, { silences, inhibitions, firing }: Suppressors): AlertState {
  const labels = routeLabels(alert);
  const silencedBy = silences.filter(({ matchers }) => matchesAll(labels, matchers)).map(({ id }) => id);
  const inhibitedBy = inhibitions.flatMap((inhibition) => sourceOf(labels, { inhibition, firing }));
  const isQuiet = silencedBy.length > 0 || inhibitedBy.length > 0;
  return { inhibitedBy: inhibitedBy.slice(0, 1), silencedBy, state: isQuiet ? 'suppressed' : 'active' };
}

type Labels = Readonly<Record<string, string>>;

/**
 * The firing alerts that inhibit one with these labels. One that both sides of an inhibition match is not inhibited by others
 * of that kind, as in Alertmanager, or two of them would silence each other.
 */
function sourceOf(
  labels: Labels,
  { inhibition, firing }: { inhibition: Inhibition; firing: readonly Alert[] },
): string[] {
  const { source, target, equal } = inhibition;
  if (!matchesAll(labels, target)) return [];
  const isBoth = matchesAll(labels, source);
  const inhibits = (other: Labels) =>
    matchesAll(other, source) &&
    !(isBoth && matchesAll(other, target)) &&
    equal.every((name) => (other[name] ?? '') === (labels[name] ?? ''));
  return firing.filter((alert) => inhibits(routeLabels(alert))).map(({ fingerprint }) => fingerprint);
}
