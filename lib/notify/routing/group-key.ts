import type { Alert } from '@/lib/model/incident';
import type { Policy } from '@/lib/model/routing';
import { matchersText } from './matches-all';
import { routeLabels } from './route-labels';

type Grouped = Pick<Alert, 'ruleId' | 'labels' | 'severity' | 'incidentId'>;

/** What alerts that are told together have in common: their incident, or the labels the policy groups by, as Alertmanager writes it. */
export function groupKeyOf(policy: Pick<Policy, 'groupBy' | 'matchers'>, alert: Grouped): string {
  if (policy.groupBy === 'incident') return `incident:${alert.incidentId}`;
  const route = policy.matchers.length === 0 ? '{}' : `{}/${matchersText(policy.matchers)}`;
  const labels = Object.entries(groupLabelsOf(policy, alert)).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `${route}:{${labels.join(', ')}}`;
}

/** The labels of the key; those that the alert does not have are left out. */
export function groupLabelsOf(policy: Pick<Policy, 'groupBy'>, alert: Grouped): Record<string, string> {
  if (policy.groupBy === 'incident') return {};
  const labels: Record<string, string> = routeLabels(alert);
  const pairs = [...policy.groupBy].sort().map((name) => [name, labels[name] ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}
