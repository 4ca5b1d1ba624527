import type { Look, Tell } from './look';
import type { NotificationGroup } from '@/lib/store/notify-ports';
import { groupFacts } from './group-facts';
import { nextReachable } from './steps';
import { stepDelayMs } from './timing';
import { toldFiring, type ToldChange } from './told-changes';

export type HandEscalation = {
  tell: Tell;
  /** Steps of the policy. */
  to: { from: number; until: number };
  told: ToldChange[];
  group: Pick<NotificationGroup, 'notifiedAt' | 'steps' | 'nextStepAt'>;
};

/**
 * The next step with somebody to tell, told because a person wants it: neither acknowledgement nor quiet hours nor silences hold it back.
 * Null when nothing fires or there is no further step.
 */
export function escalateByHand(look: Look): HandEscalation | null {
  const { group, policy, now } = look;
  const { firing } = groupFacts(group, look.members, { incidents: look.incidents, mutes: new Map() });
  const { step } = nextReachable(look, group.steps);
  if (firing.length === 0 || step === null) return null;
  const isFirst = group.notifiedAt === null;
  const nextStepAt = step + 1 < policy.steps.length ? now + stepDelayMs(policy, step + 1) : null;
  const to = { from: group.steps, until: step + 1 };
  return {
    to,
    tell: {
      occasion: isFirst ? 'new' : 'escalation',
      to,
      firing,
      resolved: [],
      isOnlyEnd: false,
      isByHand: true,
    },
    told: isFirst ? toldFiring(firing) : [],
    group: { notifiedAt: now, steps: step + 1, nextStepAt },
  };
}
