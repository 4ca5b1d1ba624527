import { hourMs } from '@/lib/time/duration';
import type { Draft, Look, Tell } from './look';
import type { GroupFacts } from './group-facts';
import { spanMs, tickAt } from './timing';

/** Whether all is told and over: nothing fires, and nobody waits to hear so. */
export function isOverNow({ group, incidents, members }: Look, facts: GroupFacts, tells: readonly Tell[]): boolean {
  if (facts.firing.length + facts.mutedFiring.length > 0) return false;
  if (group.notifiedAt === null) return true;
  const isTold = tells.some(({ occasion }) => occasion === 'resolved');
  const waiting = facts.ended.length + facts.mutedEnded.length;
  if (isTold) return group.incidentId !== null || facts.mutedEnded.length === 0;
  if (waiting > 0) return false;
  // An incident that is open although nothing fires is told of its end when it ends.
  const here = members.find(({ alert }) => alert.incidentId === group.incidentId);
  const status = here && incidents.get(here.alert.incidentId)?.status;
  return group.incidentId === null || status === undefined || status === 'resolved' || status === 'merged';
}

/** When the group is looked at next: at the time something was found to be due, and where muted alerts wait, once per group interval. */
export function lookAgainAt(look: Look, facts: GroupFacts, draft: Draft): number {
  const { group, policy, now, mutes } = look;
  const waiting = [...facts.mutedFiring.filter(({ told }) => told !== 'firing'), ...facts.mutedEnded];
  const isIdle = facts.firing.length + facts.mutedFiring.length === 0;
  const interval = spanMs(policy.groupInterval);
  const next = group.incidentId === null ? tickAt(group, policy, now + 1) : now + interval;
  const ends = waiting.flatMap(({ alert }) => mutes.get(alert.id)?.until ?? []);
  const times = [
    ...draft.again,
    ...repeatAt(look, facts, draft),
    ...(waiting.length > 0 || isIdle ? [next, ...ends] : []),
  ].filter((at) => at > now);
  // Whoever changes something wakes the group; this is for what nobody foresaw.
  return Math.min(now + hourMs, ...times);
}

function repeatAt({ group, policy, now }: Look, facts: GroupFacts, draft: Draft): number[] {
  const { notifiedAt } = draft.group;
  if (notifiedAt === null || facts.firing.length === 0 || facts.isHandled) return [];
  const at = notifiedAt + spanMs(policy.repeatInterval);
  return [group.incidentId === null ? tickAt(group, policy, Math.max(at, now + 1)) : at];
}
