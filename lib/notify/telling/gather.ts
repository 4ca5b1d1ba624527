import type { Incident } from '@/lib/model/incident';
import type { Workspace } from '@/lib/model/workspace';
import type { ChannelRow, GroupMember, NotificationGroup } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import type { Look } from './look';
import { muteOf, type Mute } from './mutes';
import { reachOfAll } from '@/lib/notify/routing/reach';
import { readRouting } from '@/lib/notify/routing/read-routing';

const maxFiring = 10_000;

/** All that a look at a group needs to know, and what messages are made of. */
export type Gathered = {
  now: number;
  /** Null when its policy does not exist any more. */
  look: Look | null;
  group: NotificationGroup;
  workspace: Workspace;
  incidents: ReadonlyMap<string, Incident>;
  channels: readonly ChannelRow[];
};

/**
 * Reads everything about a group as of now. Belongs into the transaction that writes what follows from it, and takes the incident first,
 * as everybody does who changes both.
 */
export async function gather(tx: Store, group: NotificationGroup, now: number): Promise<Gathered | null> {
  const { workspaceId } = group;
  const workspace = await tx.workspaces.find(workspaceId);
  if (workspace === null) return null;
  if (group.incidentId !== null) await tx.incidents.findForChange(workspaceId, group.incidentId);
  const members = await tx.notificationGroups.members(group.id);
  const incidents = await incidentsOf(tx, group, members);
  const { routing } = await readRouting(tx, workspaceId);
  const channels = await tx.channels.list(workspaceId);
  const policy = routing.policies.find(({ name }) => name === group.policy);
  const gathered = { now, group, workspace, incidents, channels };
  if (policy === undefined) return { ...gathered, look: null };
  const { inhibitions } = routing;
  const silences = await tx.silences.list(workspaceId, now);
  const firing = inhibitions.length === 0 ? [] : await tx.alerts.list(workspaceId, { isOpen: true, limit: maxFiring });
  const mutes = new Map<string, Mute>();
  for (const { alert } of members) {
    const incident = incidents.get(alert.incidentId) ?? null;
    const mute = muteOf(alert, incident, { now, silences, inhibitions, firing });
    if (mute !== null) mutes.set(alert.id, mute);
  }
  const reach = reachOfAll(routing, { channels, now });
  return { ...gathered, look: { now, group, policy, members, incidents, mutes, reach } };
}

async function incidentsOf(
  tx: Store,
  group: NotificationGroup,
  members: readonly GroupMember[],
): Promise<Map<string, Incident>> {
  const ids = new Set(members.map(({ alert }) => alert.incidentId));
  if (group.incidentId !== null) ids.add(group.incidentId);
  const found = new Map<string, Incident>();
  for (const id of [...ids].sort()) {
    const incident = await tx.incidents.find(group.workspaceId, id);
    if (incident !== null) found.set(id, incident);
  }
  return found;
}
