import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Alert, IncidentSummary } from '@/lib/model/incident';
import { readRouting } from '@/lib/notify/routing/read-routing';
import type { NotificationGroup } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { hourMs } from '@/lib/time/duration';
import type { IncidentView } from './incident-view';

const limits = { alerts: 1_000, timeline: 2_000, evidence: 50, related: 200 };
/** A change shows its consequences after a while. */
const relatedBeforeMs = 2 * hourMs;

export const noSuchIncident = () => new AppError('not_found', 'There is no such incident in this workspace.');

/** By id, or by number as people say it. Throws `not_found`. */
export async function findIncident(
  { store, actor }: Pick<Context, 'store' | 'actor'>,
  id: string,
): Promise<IncidentSummary> {
  const { workspaceId } = actor;
  const found = /^\d{1,9}$/.test(id)
    ? await store.incidents.findByNumber(workspaceId, Number(id))
    : await store.incidents.find(workspaceId, id);
  if (found === null) throw noSuchIncident();
  return found;
}

/** When an incident ended, or now, Unix ms. */
export const endOf = ({ resolvedAt }: Pick<IncidentSummary, 'resolvedAt'>, now: number): number => resolvedAt ?? now;

/** All that the page of an incident shows. */
export async function readView(ctx: Context, incident: IncidentSummary): Promise<IncidentView> {
  const { store, clock } = ctx;
  const { id, workspaceId, openedAt, mergedInto } = incident;
  const alerts = await store.alerts.list(workspaceId, { incidentId: id, limit: limits.alerts });
  const related = { from: openedAt - relatedBeforeMs, to: endOf(incident, clock.now()), dashboardId: null };
  const target = mergedInto === null ? null : await store.incidents.find(workspaceId, mergedInto);
  return {
    incident,
    alerts,
    timeline: await store.timeline.list(workspaceId, id, limits.timeline),
    evidence: await store.evidence.list(workspaceId, id, limits.evidence),
    related: await store.annotations.list(workspaceId, { ...related, limit: limits.related }),
    groups: await groupsOf(store, incident, alerts),
    members: (await store.workspaces.listMembers(workspaceId)).map(({ userId, name, email }) => ({
      userId,
      name: name.trim() === '' ? email : name,
    })),
    ...(target === null ? {} : { mergedInto: { id: target.id, number: target.number, title: target.title } }),
  };
}

async function groupsOf(
  store: Store,
  incident: IncidentSummary,
  alerts: readonly Alert[],
): Promise<IncidentView['groups']> {
  const own = await store.notificationGroups.listByIncident(incident.workspaceId, incident.id);
  const known = new Set(own.map(({ id }) => id));
  const ids = (await store.notificationGroups.groupsOf(alerts.map(({ id }) => id))).map(({ groupId }) => groupId);
  const others = [...new Set(ids)].filter((id) => !known.has(id));
  const found = await Promise.all(others.map((id) => store.notificationGroups.find(id)));
  const { routing } = await readRouting(store, incident.workspaceId);
  return [...own, ...found.filter((group) => group !== null)].map((group) => ({
    policy: group.policy,
    stepsTold: group.steps,
    ...nextStep(incident, group, routing.policies.find(({ name }) => name === group.policy)?.steps ?? []),
    heldBack: group.heldBack,
  }));
}

/** Only an incident that nobody has acknowledged goes on to the next step by itself. */
function nextStep(
  { status }: IncidentSummary,
  { steps, dueAt, nextStepAt }: NotificationGroup,
  known: readonly { receiver: string }[],
): Pick<IncidentView['groups'][number], 'nextReceiver' | 'nextStepAt'> {
  const next = known[steps];
  if (next === undefined || status !== 'triage' || dueAt === null) return { nextReceiver: null, nextStepAt: null };
  // The first message waits for others of its group, until the group is looked at.
  return { nextReceiver: next.receiver, nextStepAt: nextStepAt ?? (steps === 0 ? dueAt : null) };
}
