import type { Alert, Incident } from '@/lib/model/incident';
import type { Inhibition } from '@/lib/model/routing';
import { silenceState, type Silence } from '@/lib/model/silence';
import { matchesAll } from '@/lib/notify/routing/matches-all';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import { timeText } from './time-text';

/** Why nobody is told of an alert. */
export type Mute = {
  kind: 'silence' | 'snooze' | 'inhibition';
  /** For people, the same at every look. */
  reason: string;
  /** When it ends, Unix ms; null for what ends with another alert. */
  until: number | null;
  /** Of the silence or the inhibiting alert. */
  by: string;
};
type Mutable = Pick<Alert, 'id' | 'ruleId' | 'labels' | 'severity' | 'endsAt'>;
export type MuteFacts = {
  now: number;
  silences: readonly Silence[];
  inhibitions: readonly Inhibition[];
  /** All alerts of the workspace that fire. */
  firing: readonly Mutable[];
};

/** What keeps an alert from being told, the first of silence, snoozed incident and inhibition. An alert's end is not inhibited. */
export function muteOf(
  alert: Mutable,
  incident: Pick<Incident, 'snoozedUntil' | 'id'> | null,
  facts: MuteFacts,
): Mute | null {
  return (
    silenced(alert, facts) ?? snoozed(incident, facts.now) ?? (alert.endsAt === null ? inhibited(alert, facts) : null)
  );
}

function silenced(alert: Mutable, { silences, now }: MuteFacts): Mute | null {
  const labels = routeLabels(alert);
  const [silence] = silences
    .filter((one) => silenceState(one, now) === 'active' && matchesAll(labels, one.matchers))
    .sort((a, b) => b.endsAt - a.endsAt);
  if (silence === undefined) return null;
  const { id, endsAt, createdBy, comment } = silence;
  const reason = `Silenced by ${createdBy} until ${timeText(endsAt)}: ${comment}`;
  return { kind: 'silence', reason, until: endsAt, by: id };
}

function snoozed(incident: Pick<Incident, 'snoozedUntil' | 'id'> | null, now: number): Mute | null {
  const until = incident?.snoozedUntil ?? null;
  if (incident === null || until === null || until <= now) return null;
  return { kind: 'snooze', reason: `The incident is snoozed until ${timeText(until)}`, until, by: incident.id };
}

/** As in Alertmanager, alerts that an inhibition has on both its sides do not inhibit each other. */
function inhibited(alert: Mutable, { inhibitions, firing }: MuteFacts): Mute | null {
  const labels: Record<string, string> = routeLabels(alert);
  for (const { source, target, equal } of inhibitions) {
    if (!matchesAll(labels, target)) continue;
    const isTwoSided = matchesAll(labels, source);
    const by = firing.find((one) => {
      const others: Record<string, string> = routeLabels(one);
      if (one.id === alert.id || !matchesAll(others, source)) return false;
      if (isTwoSided && matchesAll(others, target)) return false;
      return equal.every((name) => (labels[name] ?? '') === (others[name] ?? ''));
    });
    if (by === undefined) continue;
    const name = by.labels.alertname ?? 'another alert';
    const where = equal.length === 0 ? '' : ` with the same ${equal.join(', ')}`;
    return { kind: 'inhibition', reason: `Inhibited while ${name} fires${where}`, until: null, by: by.id };
  }
  return null;
}
