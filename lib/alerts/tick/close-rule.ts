import type { Services } from '@/lib/context';
import { recordAlerts } from '@/lib/incidents/record-alerts';
import type { RuleRow } from '@/lib/store/alert-ports';
import type { Store } from '@/lib/store/store';

/**
 * Resolves the open alerts of a rule that was switched off, deleted or asks something else now, and forgets its series. Belongs
 * into the transaction that changes the rule, after the rule was locked in it.
 */
export async function closeRule(
  tx: Store,
  services: Services,
  { rule, at, reason }: { rule: Pick<RuleRow, 'id' | 'workspaceId'>; at: number; reason: string },
): Promise<void> {
  const series = await tx.ruleSeries.list([rule.id]);
  const steps = series.flatMap(({ alertId, state }) =>
    alertId === null ? [] : [{ kind: 'resolved' as const, alertId, value: state.value, because: reason }],
  );
  if (steps.length > 0) await recordAlerts(tx, services, { workspaceId: rule.workspaceId, at, steps });
  if (series.length > 0) await tx.ruleSeries.clear(rule.id);
}
