import type { Services } from '@/lib/context';
import type { Alert, IncidentStatus } from '@/lib/model/incident';
import type { Policy, Routing } from '@/lib/model/routing';
import type { NotificationGroup } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { escalateByHand } from './escalate-by-hand';
import { gather } from './gather';
import { groupKeyOf, groupLabelsOf } from '@/lib/notify/routing/group-key';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { routeAlert } from '@/lib/notify/routing/route-alert';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import { spanMs } from './timing';
import { writeTold } from './told-changes';
import { wake } from '@/lib/wake/wake';
import { writeTells } from './write-tells';

type About = { workspaceId: string; at: number };
type Wanted = Omit<Parameters<Store['notificationGroups']['open']>[0], 'id'> & { alertIds: string[] };

/**
 * Sees to it that people are told of alerts that fired, changed, resolved or moved to another incident: puts each into the groups of the
 * policies that match it, and makes these groups due. Belongs into the transaction that writes the alerts.
 */
export async function enrolAlerts(
  tx: Store,
  services: Services,
  about: About & { alerts: readonly Alert[] },
): Promise<void> {
  if (about.alerts.length === 0) return;
  const { routing } = await readRouting(tx, about.workspaceId);
  const wanted = wantedGroups(routing, about);
  const joined = new Set<string>();
  for (const { alertIds, ...group } of wanted) {
    const opened = await tx.notificationGroups.open({ ...group, id: services.newId() });
    await tx.notificationGroups.addMembers(opened.id, alertIds);
    // A group that was there keeps its tick: it is looked at, and decides itself that it is too early.
    if (opened.openedAt !== group.openedAt) await tx.notificationGroups.wake([opened.id], about.at);
    for (const id of alertIds) joined.add(`${opened.id} ${id}`);
  }
  await leaveOthers(tx, about, joined);
  pokeSoon();
}

/** Alerts that fire, by the group they belong into; those that are over have only what they are in already. */
function wantedGroups(routing: Routing, { workspaceId, at, alerts }: Parameters<typeof enrolAlerts>[2]): Wanted[] {
  const groups = new Map<string, Wanted>();
  for (const alert of alerts) {
    if (alert.endsAt !== null) continue;
    for (const policy of routeAlert(routing, routeLabels(alert))) {
      const key = groupKeyOf(policy, alert);
      const incidentId = policy.groupBy === 'incident' ? alert.incidentId : null;
      const openedAt = openingOf(alert, policy, at);
      const dueAt = openedAt + spanMs(policy.groupWait);
      const labels = groupLabelsOf(policy, alert);
      const fresh = { workspaceId, policy: policy.name, key, labels, incidentId, openedAt, dueAt, alertIds: [] };
      const group = groups.get(`${policy.name} ${key}`) ?? fresh;
      groups.set(`${policy.name} ${key}`, group);
      group.alertIds.push(alert.id);
    }
  }
  return [...groups.values()];
}

/** As in Alertmanager, a group waits for company of its first alert; one that has fired for longer than that has waited already. */
export function openingOf(
  { startsAt }: Pick<Alert, 'startsAt'>,
  policy: Pick<Policy, 'groupWait'>,
  at: number,
): number {
  const waitMs = spanMs(policy.groupWait);
  return startsAt + waitMs < at ? at - waitMs : at;
}

/**
 * Groups that an alert was in before look again. Where it no longer belongs and nobody was told of it, it leaves; otherwise those who
 * were told learn there how it ended.
 */
async function leaveOthers(
  tx: Store,
  { alerts, at }: { alerts: readonly Alert[]; at: number },
  joined: ReadonlySet<string>,
): Promise<void> {
  const known = await tx.notificationGroups.groupsOf(alerts.map(({ id }) => id));
  const firing = new Set(alerts.filter(({ endsAt }) => endsAt === null).map(({ id }) => id));
  const others = known.filter(({ alertId, groupId }) => !joined.has(`${groupId} ${alertId}`));
  for (const groupId of new Set(others.map((one) => one.groupId))) {
    const left = others.filter((one) => one.groupId === groupId && firing.has(one.alertId)).map((one) => one.alertId);
    if (left.length > 0) {
      const members = await tx.notificationGroups.members(groupId);
      const untold = members.filter(({ alert, told }) => told === null && left.includes(alert.id));
      await tx.notificationGroups.removeMembers(
        groupId,
        untold.map(({ alert }) => alert.id),
      );
    }
    await tx.notificationGroups.wake([groupId], at);
  }
}

/** Something about an incident changed that decides who is told: its groups are looked at again at once. */
export async function wakeIncident(
  tx: Store,
  services: Services,
  about: About & { incidentId: string },
): Promise<void> {
  const { workspaceId, incidentId } = about;
  const ids = (await groupsOfIncident(tx, about)).map(({ id }) => id);
  await tx.notificationGroups.wake(ids, about.at);
  const incident = await tx.incidents.find(workspaceId, incidentId);
  // Opened again, its groups are over although alerts fire.
  if (incident !== null && incident.isCorroborated && isOpenStatus(incident.status)) {
    const alerts = await tx.alerts.list(workspaceId, { incidentId, isOpen: true, limit: maxAlerts });
    await enrolAlerts(tx, services, { ...about, alerts });
  }
  pokeSoon();
}

const isOpenStatus = (status: IncidentStatus) => status !== 'resolved' && status !== 'merged';

const maxAlerts = 5_000;

/** Groups per incident, and those by labels that its alerts are in. */
async function groupsOfIncident(
  tx: Store,
  { workspaceId, incidentId }: { workspaceId: string; incidentId: string },
): Promise<NotificationGroup[]> {
  const own = await tx.notificationGroups.listByIncident(workspaceId, incidentId);
  const alerts = await tx.alerts.list(workspaceId, { incidentId, limit: maxAlerts });
  const ids = new Set((await tx.notificationGroups.groupsOf(alerts.map(({ id }) => id))).map(({ groupId }) => groupId));
  for (const { id } of own) ids.delete(id);
  const byLabels: NotificationGroup[] = [];
  for (const id of ids) {
    const group = await tx.notificationGroups.find(id);
    if (group !== null) byLabels.push(group);
  }
  return [...own, ...byLabels];
}

/** Tells the next step of the incident's policies now. Resolves to the names of the receivers; empty when there is no further step. */
export async function escalateIncident(
  tx: Store,
  services: Services,
  about: About & { incidentId: string },
): Promise<string[]> {
  const told = new Set<string>();
  for (const group of await groupsOfIncident(tx, about)) {
    const facts = group.dueAt === null ? null : await gather(tx, group, about.at);
    const next = facts?.look ? escalateByHand(facts.look) : null;
    if (facts?.look == null || next === null) continue;
    await writeTells(tx, services, { facts, tells: [next.tell] });
    await writeTold(tx, group.id, next.told);
    await tx.notificationGroups.update(group.id, { ...next.group, dueAt: about.at });
    const { from, until } = next.to;
    for (const { receiver } of facts.look.policy.steps.slice(from, until)) told.add(receiver);
  }
  pokeSoon();
  return [...told];
}

/** After the transaction, as a rule: its end is not known here, and a look too early is only a look for nothing. */
const pokeSoon = (): void => void setTimeout(() => wake('notifications'), 5).unref();
