import type { Context } from '@/lib/context';
import type { Alert } from '@/lib/model/incident';
import type { Policy } from '@/lib/model/routing';
import { routeAlert } from '@/lib/notify/routing/route-alert';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import type { AlertQuery } from './alert-query';
import type { GettableAlert } from './alert-view';
import { receiverOf } from './config-yaml';
import { firingAlerts } from './firing-alerts';
import { compareLabels } from './label-order';

export type AlertGroup = { alerts: GettableAlert[]; labels: Record<string, string>; receiver: { name: string } };

/** GET /api/v2/alerts/groups: one group per policy and set of labels; those per incident carry its id as a label. */
export async function listGroups(ctx: Context, query: AlertQuery): Promise<AlertGroup[]> {
  const { found, routing } = await firingAlerts(ctx, query);
  const groups = new Map<string, AlertGroup>();
  for (const { alert, view } of found) {
    for (const policy of routeAlert(routing, routeLabels(alert))) {
      const name = receiverOf(policy);
      if (query.receiver !== null && !query.receiver.test(name)) continue;
      const labels = groupLabels(policy, alert);
      const key = JSON.stringify([name, Object.entries(labels)]);
      const group = groups.get(key) ?? { alerts: [], labels, receiver: { name } };
      group.alerts.push(view);
      groups.set(key, group);
    }
  }
  for (const group of groups.values()) group.alerts.sort((a, b) => compareAlerts(a.labels, b.labels));
  return [...groups.values()].sort(
    (a, b) => compareLabels(a.labels, b.labels) || (a.receiver.name < b.receiver.name ? -1 : 1),
  );
}

function groupLabels({ groupBy }: Policy, alert: Alert): Record<string, string> {
  if (groupBy === 'incident') return { incident: alert.incidentId };
  const labels: Labels = routeLabels(alert);
  return Object.fromEntries(
    [...groupBy].sort().flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])),
  );
}

type Labels = Readonly<Record<string, string>>;
/** Alertmanager's order within a group: job, instance, then all labels. */
function compareAlerts(a: Labels, b: Labels): number {
  for (const name of ['job', 'instance']) {
    const [left = '', right = ''] = [a[name], b[name]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return compareLabels(a, b);
}
