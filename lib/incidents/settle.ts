import { highestSeverity, severities, type Severity } from '@/lib/model/severity';
import type { Incident } from '@/lib/model/incident';
import type { Draft, Drafted } from './draft';
import { factsOf } from './facts-of';
import { isOpenStatus } from './lifecycle';

export const isGraver = (a: Severity, b: Severity): boolean => severities.indexOf(a) < severities.indexOf(b);

/** What follows from the alerts that an incident has now: its title, its severity, and whether it is over. */
export function settle(draft: Draft, drafted: Drafted): void {
  const { incident } = drafted;
  if (incident.status === 'merged') return;
  const alerts = draft.alertsOf(incident.id);
  if (alerts.length > 0) {
    const facts = factsOf(incident, alerts);
    if (!drafted.hasOwnTitle) drafted.incident = withChange(drafted.incident, { title: facts.title });
    followSeverity(draft, drafted, facts.severity);
  }
  const isOver = drafted.hasEnded && isOpenStatus(incident.status) && alerts.every(({ endsAt }) => endsAt !== null);
  if (!isOver) return;
  drafted.incident = { ...drafted.incident, status: 'resolved', resolvedAt: draft.about.at, snoozedUntil: null };
  draft.note(incident.id, { kind: 'resolved', text: 'None of its alerts fires any more' });
}

/** It rises with its alerts. It falls only when alerts went elsewhere: what was critical once is not looked at less for that. */
function followSeverity(draft: Draft, drafted: Drafted, found: Severity): void {
  const { incident, stored, hasLost } = drafted;
  if (incident.isSeverityByHand) return;
  const severity = stored === null || hasLost ? found : (highestSeverity([incident.severity, found]) ?? found);
  if (severity === incident.severity) return;
  drafted.incident = { ...incident, severity };
  if (stored === null) return;
  const text = `${isGraver(severity, incident.severity) ? 'Raised' : 'Lowered'} from ${incident.severity} to ${severity}`;
  draft.note(incident.id, { kind: 'severity', text });
}

/** The same object when nothing is different, so that it is not written. */
export function withChange(incident: Incident, change: Partial<Incident>): Incident {
  const isSame = Object.entries(change).every(([name, value]) => incident[name as keyof Incident] === value);
  return isSame ? incident : { ...incident, ...change };
}
