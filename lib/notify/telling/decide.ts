import type { GroupMember } from '@/lib/store/notify-ports';
import { groupFacts, isHigher, type GroupFacts } from './group-facts';
import type { Decision, Draft, Look } from './look';
import { isOverNow, lookAgainAt } from './look-again';
import { quietUntil } from '@/lib/notify/routing/quiet-hours';
import { channelsOf, faultsOf, nextReachable } from './steps';
import { firstAt, spanMs, stepDelayMs, tickAt } from './timing';
import { toldChange, toldFiring } from './told-changes';

/**
 * Who is to be told what about a group now, and when to look again. Groups by labels follow Alertmanager (group wait, ticks of the group
 * interval, repeats at ticks). Of an incident people hear at once when it is over by hand and otherwise at most once per group interval;
 * once somebody acknowledges, they hear only of what is more severe than what they know.
 */
export function decide(look: Look): Decision {
  const facts = groupFacts(look.group, look.members, look);
  const draft: Draft = { tells: [], heldBack: mutedReasons(facts), told: [], group: { ...look.group }, again: [] };
  draft.told.push(
    toldChange(
      facts.dropped.filter(({ alert }) => alert.endsAt !== null),
      'resolved',
    ),
  );
  if (look.group.notifiedAt === null) first(look, facts, draft);
  else if (isClosing(look, facts)) close(look, facts, draft);
  else goOn(look, facts, draft);
  const { tells, group } = draft;
  const dueAt = isOverNow(look, facts, tells) ? null : lookAgainAt(look, facts, draft);
  return {
    tells,
    heldBack: [...new Set(draft.heldBack)].sort().slice(0, 20),
    told: draft.told.filter(({ alertIds }) => alertIds.length > 0),
    group: { notifiedAt: group.notifiedAt, steps: group.steps, nextStepAt: group.nextStepAt, dueAt },
  };

  function mutedReasons({ mutedFiring, mutedEnded }: GroupFacts): string[] {
    const pending = [...mutedFiring.filter(({ told }) => told !== 'firing'), ...mutedEnded];
    return pending.flatMap(({ alert }) => look.mutes.get(alert.id)?.reason ?? []);
  }
}

/** Nobody was told yet. */
function first(look: Look, facts: GroupFacts, draft: Draft): void {
  const { group, policy, now } = look;
  draft.told.push(toldChange(facts.ended, 'resolved'));
  if (facts.news.length === 0) return;
  // One that was held back keeps to the ticks. Any other is late already when it is looked at between two of them.
  const at = group.incidentId === null && group.heldBack.length > 0 ? soonestAt(look) : firstAt(group, policy);
  if (at > now) return void draft.again.push(at);
  if (group.incidentId !== null && facts.isHandled)
    return void draft.heldBack.push('Acknowledged before anybody was told');
  if (isQuiet(look, facts.news, draft)) return;
  const { step, faults } = nextReachable(look, 0);
  draft.heldBack.push(...faults);
  if (step === null) return void draft.again.push(now + spanMs(policy.groupInterval));
  draft.tells.push({ ...messageOf(facts), occasion: 'new', to: { from: 0, until: step + 1 }, isOnlyEnd: false });
  draft.told.push(...toldFiring(facts.firing), toldChange(facts.ended, 'resolved'));
  toldStep(look, step + 1, draft);
}

/** Of an incident, its end is what counts; of a group by labels, that nothing fires that may be told. */
function isClosing({ group, incidents, members }: Look, { firing, ended, mutedEnded }: GroupFacts): boolean {
  if (firing.length > 0) return false;
  if (group.incidentId === null) return ended.length > 0;
  const here = members.filter(({ alert }) => alert.incidentId === group.incidentId);
  const status = here[0] && incidents.get(here[0].alert.incidentId)?.status;
  return (status === undefined || status === 'resolved' || status === 'merged') && ended.length + mutedEnded.length > 0;
}

function close(look: Look, facts: GroupFacts, draft: Draft): void {
  const { group, now } = look;
  draft.group.nextStepAt = null;
  if (facts.ended.length === 0) return;
  const isByHand = group.incidentId !== null && facts.ended.some(({ alert }) => alert.endsAt === null);
  const at = isByHand ? now : soonestAt(look);
  if (at > now) return void draft.again.push(at);
  if (isQuiet(look, facts.ended, draft)) return;
  const resolved = [...facts.ended, ...facts.once];
  draft.tells.push({ occasion: 'resolved', to: 'told', firing: [], resolved, isOnlyEnd: true });
  draft.group.notifiedAt = now;
  draft.told.push(toldChange(facts.ended, 'resolved'));
  if (group.incidentId === null) draft.told.push(toldChange(facts.mutedFiring, null));
  else draft.told.push(toldChange(facts.mutedEnded, 'resolved'));
}

/** Somebody was told, and something fires or may fire again. */
function goOn(look: Look, facts: GroupFacts, draft: Draft): void {
  if (facts.firing.length === 0) return void (draft.group.nextStepAt = null);
  const occasion = changeOrRepeat(look, facts, draft);
  if (occasion !== null) {
    const { steps } = look.group;
    if (channelsOf(look, 0, steps).length === 0) draft.heldBack.push(...faultsOf(look, 0, steps));
    else {
      const isOnlyEnd = occasion === 'changed' && facts.news.length === 0;
      draft.tells.push({ ...messageOf(facts), occasion, to: { from: 0, until: steps }, isOnlyEnd });
      draft.told.push(...toldFiring(facts.firing), toldChange(facts.ended, 'resolved'));
      draft.group.notifiedAt = look.now;
    }
  }
  escalate(look, facts, draft);
}

function changeOrRepeat(look: Look, facts: GroupFacts, draft: Draft): 'changed' | 'repeat' | null {
  const hasEnd = look.group.incidentId === null && facts.ended.length > 0;
  if (!hasTellableNews(look, facts, draft) && !hasEnd) return isRepeat(look, facts, draft) ? 'repeat' : null;
  const at = soonestAt(look);
  if (at <= look.now) return isQuiet(look, facts.news.length > 0 ? facts.news : facts.ended, draft) ? null : 'changed';
  draft.again.push(at);
  return null;
}

/** The earliest time for another message. A look between two ticks comes from somebody who changed something. */
function soonestAt({ group, policy, now }: Look): number {
  if (group.incidentId === null) return tickAt(group, policy, group.dueAt ?? now);
  return (group.notifiedAt ?? 0) + spanMs(policy.groupInterval);
}

function isRepeat(look: Look, facts: GroupFacts, draft: Draft): boolean {
  const { group, policy, now } = look;
  if (facts.isHandled) return false;
  const repeatAt = (group.notifiedAt ?? now) + spanMs(policy.repeatInterval);
  const at = group.incidentId === null ? Math.max(repeatAt, soonestAt(look)) : repeatAt;
  return at <= now && !isQuiet(look, facts.firing, draft);
}

function hasTellableNews({ group }: Look, { news, isHandled, toldAs }: GroupFacts, draft: Draft): boolean {
  if (news.length === 0) return false;
  if (group.incidentId === null || !isHandled) return true;
  if (news.some(({ alert }) => isHigher(alert.severity, toldAs))) return true;
  draft.heldBack.push('Acknowledged: alerts that join are told only when the severity rises');
  return false;
}

/** The next step, as long as nobody acknowledges. Whoever takes an acknowledgement back gives that step its whole time again. */
function escalate(look: Look, facts: GroupFacts, draft: Draft): void {
  const { group, policy, now } = look;
  if (facts.isHandled || group.steps >= policy.steps.length) return void (draft.group.nextStepAt = null);
  draft.group.nextStepAt ??= now + stepDelayMs(policy, group.steps);
  if (draft.group.nextStepAt > now) return void draft.again.push(draft.group.nextStepAt);
  if (isQuiet(look, facts.firing, draft)) return;
  const { step, faults } = nextReachable(look, group.steps);
  draft.heldBack.push(...faults);
  if (step === null) return toldStep(look, policy.steps.length, draft);
  const to = { from: group.steps, until: step + 1 };
  draft.tells.push({ ...messageOf(facts), occasion: 'escalation', to, isOnlyEnd: false });
  draft.group.notifiedAt = now;
  toldStep(look, step + 1, draft);
}

const messageOf = ({ firing, ended }: GroupFacts) => ({ firing, resolved: ended });

function toldStep({ policy, now }: Look, steps: number, draft: Draft): void {
  draft.group.steps = steps;
  draft.group.nextStepAt = steps < policy.steps.length ? now + stepDelayMs(policy, steps) : null;
  if (draft.group.nextStepAt !== null) draft.again.push(draft.group.nextStepAt);
  if (draft.tells.length > 0) draft.group.notifiedAt = now;
}

/** Whether quiet hours hold back what these alerts give reason to tell; then it says so. */
function isQuiet({ policy, now }: Look, about: readonly GroupMember[], draft: Draft): boolean {
  if (policy.quietHours === undefined) return false;
  const until = quietUntil(policy.quietHours, now);
  const { except, timezone } = policy.quietHours;
  if (until === null || about.some(({ alert }) => except.includes(alert.severity))) return false;
  draft.heldBack.push(`Quiet hours until ${policy.quietHours.until} ${timezone}`);
  draft.again.push(until);
  return true;
}
