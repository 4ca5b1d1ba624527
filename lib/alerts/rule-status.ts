import type { AlertStatus } from '@/lib/model/alert-state';
import type { Rule, RuleSummary } from '@/lib/model/rule';

/** Where a rule as a whole stands: the gravest of what its series are in. */
export type RuleStatus = 'firing' | 'error' | 'no_data' | 'pending' | 'quiet' | 'new' | 'off';
/** The gravest first. */
export const ruleStatuses: readonly RuleStatus[] = ['firing', 'error', 'no_data', 'pending', 'quiet', 'new', 'off'];

export const ruleStatusWords: Record<RuleStatus, string> = {
  firing: 'Firing',
  error: 'Error',
  no_data: 'No data',
  pending: 'Pending',
  quiet: 'All quiet',
  new: 'Not evaluated yet',
  off: 'Off',
};
export const alertStatusWords: Record<AlertStatus, string> = {
  inactive: 'Quiet',
  pending: 'Pending',
  firing: 'Firing',
  recovering: 'Recovering',
  resolved: 'Resolved',
  no_data: 'No data',
  error: 'Error',
};

type Judged = Pick<RuleSummary, 'series' | 'lastError' | 'evaluatedAt'> & { doc: Pick<Rule['doc'], 'isEnabled'> };

/** Recovering series count as firing: their alerts are open. */
export function ruleStatus({ doc, series, lastError, evaluatedAt }: Judged): RuleStatus {
  if (!doc.isEnabled) return 'off';
  if (firingCount(series) > 0) return 'firing';
  if (lastError !== null || (series.error ?? 0) > 0) return 'error';
  if ((series.no_data ?? 0) > 0) return 'no_data';
  if ((series.pending ?? 0) > 0) return 'pending';
  return evaluatedAt === null ? 'new' : 'quiet';
}

const firingCount = (series: RuleSummary['series']): number => (series.firing ?? 0) + (series.recovering ?? 0);

/** The state with its numbers, as a list shows it: `2 firing, 1 pending`. */
export function statusText(rule: Judged): string {
  const status = ruleStatus(rule);
  if (status === 'off' || status === 'new' || status === 'quiet') return ruleStatusWords[status];
  const { pending = 0, no_data: blind = 0, error = 0 } = rule.series;
  const counts = [
    [firingCount(rule.series), 'firing'],
    [error, 'with an error'],
    [blind, 'without data'],
    [pending, 'pending'],
  ] as const;
  const said = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return said.length > 0 ? said.join(', ') : ruleStatusWords[status];
}
