import type { Severity } from '@/lib/model/severity';

/** What other systems call their severities; whatever is unknown is a warning, so that somebody looks at it. */
const words: Record<string, Severity> = {
  critical: 'critical',
  crit: 'critical',
  page: 'critical',
  error: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  high: 'critical',
  info: 'info',
  none: 'info',
  low: 'info',
  debug: 'info',
};

export const severityOf = (labels: Readonly<Record<string, string>>): Severity =>
  words[(labels.severity ?? '').toLowerCase()] ?? 'warning';
