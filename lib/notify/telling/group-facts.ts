import type { Incident } from '@/lib/model/incident';
import { severities, type Severity } from '@/lib/model/severity';
import type { GroupMember, NotificationGroup } from '@/lib/store/notify-ports';
import type { Mute } from './mutes';

/** The members of a group, by what is to be said of them. */
export type GroupFacts = {
  /** Fire, and may be told. */
  firing: GroupMember[];
  /** Of these: not told yet, or only as something less severe. */
  news: GroupMember[];
  /** Over, told as firing. Those that were moved to another incident are over for this group. */
  ended: GroupMember[];
  /** Fire or are over, but must not be told now. */
  mutedFiring: GroupMember[];
  mutedEnded: GroupMember[];
  /** Over before anybody was told. */
  dropped: GroupMember[];
  /** Told as over since the group was opened. */
  once: GroupMember[];
  /** The highest severity that was told since the group was opened. */
  toldAs: Severity | null;
  /** Whether somebody is at work on everything that fires. */
  isHandled: boolean;
};
export type Incidents = ReadonlyMap<string, Pick<Incident, 'id' | 'status'>>;

export function groupFacts(
  group: Pick<NotificationGroup, 'incidentId' | 'openedAt'>,
  members: readonly GroupMember[],
  { incidents, mutes }: { incidents: Incidents; mutes: ReadonlyMap<string, Mute> },
): GroupFacts {
  const statusOf = ({ alert }: GroupMember) => incidents.get(alert.incidentId)?.status ?? 'triage';
  const fires = (member: GroupMember) => isFiring(group, member, statusOf(member));
  const isMuted = ({ alert }: GroupMember) => mutes.has(alert.id);
  const over = members.filter((member) => !fires(member));
  const firing = members.filter((member) => fires(member) && !isMuted(member));
  const isOfNow = ({ alert }: GroupMember) => (alert.endsAt ?? Infinity) >= group.openedAt;
  return {
    firing,
    news: firing.filter((member) => isNews(member)),
    ended: over.filter((member) => member.told === 'firing' && !isMuted(member)),
    mutedFiring: members.filter((member) => fires(member) && isMuted(member)),
    mutedEnded: over.filter((member) => member.told === 'firing' && isMuted(member)),
    dropped: over.filter(({ told }) => told === null),
    once: over.filter((member) => member.told === 'resolved' && member.toldSeverity !== null && isOfNow(member)),
    toldAs: highest(members.filter(isOfNow).map(({ toldSeverity }) => toldSeverity)),
    isHandled: firing.every((member) => ['acknowledged', 'mitigated'].includes(statusOf(member))),
  };
}

function isFiring(group: Pick<NotificationGroup, 'incidentId'>, { alert }: GroupMember, status: Incident['status']) {
  const isHere = group.incidentId === null || alert.incidentId === group.incidentId;
  return alert.endsAt === null && isHere && status !== 'resolved' && status !== 'merged';
}

export const isNews = ({ alert, told, toldSeverity }: GroupMember): boolean =>
  told !== 'firing' || isHigher(alert.severity, toldSeverity);

export const isHigher = (severity: Severity, than: Severity | null): boolean =>
  than === null || severities.indexOf(severity) < severities.indexOf(than);

const highest = (of: readonly (Severity | null)[]): Severity | null =>
  severities.find((severity) => of.includes(severity)) ?? null;
