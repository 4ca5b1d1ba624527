import type { Alert, Incident } from '@/lib/model/incident';
import { placesOf } from './correlate/signal';
import { incidentFacts } from './incident-facts';

/** What an incident says of itself, from the alerts that are in it now. */
export function factsOf(
  { openedAt, isCorroborated }: Pick<Incident, 'openedAt' | 'isCorroborated'>,
  alerts: readonly Pick<Alert, 'id' | 'labels' | 'severity' | 'startsAt'>[],
): ReturnType<typeof incidentFacts> {
  const inOrder = alerts.toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  // The most telling place of each: a service and the pod it runs in are not two places.
  const places = Object.fromEntries(
    inOrder.flatMap((alert) => placesOf(alert).slice(0, 1)).map((place, index) => [place, index]),
  );
  return incidentFacts({ openedAt, isCorroborated, places }, inOrder);
}
