import type { Alert } from '@/lib/model/incident';

/**
 * The labels that policies, silences and inhibitions see. The severity is one of them; an alert of a rule has the one of now, one
 * that another system sent keeps its own word for it.
 */
export function routeLabels({ ruleId, labels, severity }: Pick<Alert, 'ruleId' | 'labels' | 'severity'>) {
  return ruleId === null ? { severity, ...labels } : { ...labels, severity };
}
