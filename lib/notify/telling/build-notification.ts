import type { Alert, Incident } from '@/lib/model/incident';
import type { Notification, NotifiedAlert } from '@/lib/model/notification';
import type { Workspace } from '@/lib/model/workspace';
import type { GroupMember, NotificationGroup } from '@/lib/store/notify-ports';
import type { Tell } from './look';

const maxAlerts = 100;

export type NotificationFacts = {
  workspace: Pick<Workspace, 'id' | 'name' | 'slug'>;
  group: Pick<NotificationGroup, 'policy' | 'key' | 'labels'>;
  receiver: string;
  tell: Pick<Tell, 'occasion' | 'firing' | 'resolved'>;
  /** Of the newest alert. */
  incident: Pick<Incident, 'id' | 'number' | 'title' | 'severity' | 'status'> | null;
  chartSvg: string | null;
  publicUrl: string;
  at: number;
};

/** A message as it will be sent, whatever happens meanwhile: everything in it is copied. */
export function buildNotification(facts: NotificationFacts): Notification {
  const { workspace, group, receiver, tell, incident, chartSvg, at } = facts;
  const firing = newestFirst(tell.firing).map((alert) => notified(alert, 'firing', facts));
  const resolved = newestFirst(tell.resolved).map((alert) => notified(alert, 'resolved', facts));
  return {
    workspace: { id: workspace.id, name: workspace.name },
    occasion: tell.occasion,
    policy: group.policy,
    receiver,
    status: firing.length > 0 ? 'firing' : 'resolved',
    groupKey: group.key,
    groupLabels: group.labels,
    incident: incident === null ? null : { ...summary(incident), url: pageUrl(facts, `/incidents/${incident.id}`) },
    alerts: [...firing, ...resolved].slice(0, maxAlerts),
    chartSvg,
    at,
  };
}

/** The alert that stands for a message: the newest that fires, or the newest of all. */
export function newestOf({ firing, resolved }: Pick<Tell, 'firing' | 'resolved'>): Alert | null {
  return newestFirst(firing)[0] ?? newestFirst(resolved)[0] ?? null;
}

const newestFirst = (members: readonly GroupMember[]): Alert[] =>
  members.map(({ alert }) => alert).sort((a, b) => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1));

const summary = ({ id, number, title, severity, status }: NonNullable<NotificationFacts['incident']>) => ({
  id,
  number,
  title,
  severity,
  status,
});

function notified(alert: Alert, status: NotifiedAlert['status'], facts: NotificationFacts): NotifiedAlert {
  const { id, labels, annotations, startsAt, value, because, fingerprint, ruleId } = alert;
  const rulePage = ruleId === null ? null : pageUrl(facts, `/alerts/${ruleId}`);
  return {
    id,
    status,
    labels,
    annotations,
    startsAt,
    // What somebody ended by hand, or took to another incident, is over now.
    endsAt: status === 'firing' ? null : (alert.endsAt ?? facts.at),
    value,
    because,
    fingerprint,
    generatorUrl: alert.generatorUrl ?? rulePage,
    ruleId,
  };
}

const pageUrl = ({ publicUrl, workspace }: Pick<NotificationFacts, 'publicUrl' | 'workspace'>, path: string) =>
  `${publicUrl}${path}?workspace=${encodeURIComponent(workspace.slug)}`;
