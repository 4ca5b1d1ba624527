import type { Alert } from '@/lib/model/incident';
import type { Store } from '@/lib/store/store';
import { hourMs } from '@/lib/time/duration';
import type { Draft } from './draft';
import { isOpenStatus } from './lifecycle';

/** A series that fires again so soon belongs to the trouble that it was part of. */
const returnsWithinMs = hourMs;

/** The number of the incident that an alert comes back to; null when it is a new one. */
export async function returnsTo(
  tx: Store,
  draft: Draft,
  alert: Pick<Alert, 'ruleId' | 'seriesKey' | 'workspaceId'>,
): Promise<number | null> {
  const last = await tx.alerts.findLast(alert.workspaceId, alert);
  if (last === null) return null;
  const { at } = draft.about;
  // Resolved in this very transaction, it is not so in the store yet.
  const endedAt = draft.alert(last.id)?.endsAt ?? last.endsAt;
  if (endedAt === null || at - endedAt > returnsWithinMs) return null;
  const drafted = await draft.standing(draft.alert(last.id)?.incidentId ?? last.incidentId);
  if (drafted === null) return null;
  const { incident } = drafted;
  // A person who resolved it while it fired meant that it is over, however long it went on.
  return isOpenStatus(incident.status) || at - (incident.resolvedAt ?? 0) <= returnsWithinMs ? incident.number : null;
}
