import type { Policy } from '@/lib/model/routing';
import type { NotificationGroup } from '@/lib/store/notify-ports';
import { parseDuration } from '@/lib/time/duration';

export const spanMs = (text: string): number => parseDuration(text)?.ms ?? 0;

/** When a group is told for the first time, at the earliest. */
export const firstAt = ({ openedAt }: Pick<NotificationGroup, 'openedAt'>, policy: Policy): number =>
  openedAt + spanMs(policy.groupWait) + spanMs(policy.steps[0]?.after ?? '0s');

/** The first moment at or after `at` at which a group by labels may be told: a group interval follows the other from the first on, as in Alertmanager. */
export function tickAt(group: Pick<NotificationGroup, 'openedAt'>, policy: Policy, at: number): number {
  const first = firstAt(group, policy);
  const interval = spanMs(policy.groupInterval);
  return first + Math.max(0, Math.ceil((at - first) / interval)) * interval;
}

/** How long after the step before it a step is told; the policy counts all of them from the first message. */
export const stepDelayMs = ({ steps }: Policy, index: number): number =>
  Math.max(0, spanMs(steps[index]?.after ?? '0s') - spanMs(steps[index - 1]?.after ?? '0s'));
