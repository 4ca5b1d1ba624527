import type { RuleDoc } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';
import { parseDuration } from '@/lib/time/duration';
import type { Signal } from '@/lib/incidents/correlate/signal';

/** The labels of an alert: those of its rule, those of its series, its rule's name and its severity. */
export function alertLabels(
  { name, labels }: Pick<RuleDoc, 'name' | 'labels'>,
  series: Readonly<Record<string, string>>,
  severity: Severity,
): Record<string, string> {
  return { ...labels, ...series, alertname: name, severity };
}

/** An alert that has just fired, for correlation. */
export function signalOf(
  rule: RuleDoc,
  alert: {
    alertId: string;
    at: number;
    series: Readonly<Record<string, string>>;
    severity: Severity;
    returnsTo?: string;
  },
): Signal {
  const { alertId, at, series, severity, returnsTo } = alert;
  return {
    alertId,
    at,
    labels: alertLabels(rule, series, severity),
    everyMs: rule.every === 'event' ? 0 : (parseDuration(rule.every)?.ms ?? 0),
    needsCorroboration: needsCorroboration(rule),
    ...(returnsTo === undefined ? {} : { returnsTo }),
  };
}

/** Of one series nothing can be corroborated: a rule that looks at one alone is taken at its word. */
function needsCorroboration({ condition, spec }: RuleDoc): boolean {
  const hasSeries = 'by' in spec && spec.by.length > 0;
  return condition.type === 'anomaly' && condition.corroborate && hasSeries;
}
