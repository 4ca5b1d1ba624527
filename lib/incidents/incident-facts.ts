import type { Alert, Incident } from '@/lib/model/incident';
import { highestSeverity } from '@/lib/model/severity';
import type { Group } from '@/lib/incidents/correlate/group';

type Facts = Pick<Incident, 'title' | 'severity' | 'openedAt' | 'isCorroborated'>;

/** What an incident says of itself, from its group and its alerts; the first alert names it. */
export function incidentFacts(
  group: Pick<Group, 'openedAt' | 'isCorroborated' | 'places'>,
  alerts: readonly Pick<Alert, 'labels' | 'severity' | 'startsAt'>[],
): Facts {
  const [first] = [...alerts].sort((a, b) => a.startsAt - b.startsAt);
  const places = Object.keys(group.places);
  const place = places.find((name) => Object.values(first?.labels ?? {}).includes(name)) ?? places[0];
  const others = places.length - 1;
  const where = place === undefined ? '' : ` at ${place}${others > 0 ? ` and ${others} more` : ''}`;
  return {
    title: `${first?.labels.alertname ?? 'Alerts'}${where}`,
    severity: highestSeverity(alerts.map(({ severity }) => severity)) ?? 'info',
    openedAt: group.openedAt,
    isCorroborated: group.isCorroborated,
  };
}
