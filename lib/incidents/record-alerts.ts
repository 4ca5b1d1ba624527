import type { Services } from '@/lib/context';
import type { Severity } from '@/lib/model/severity';
import { enrolAlerts, wakeIncident } from '@/lib/notify/telling/enrol';
import { readRouting } from '@/lib/notify/routing/read-routing';
import type { Store } from '@/lib/store/store';
import { alertName } from './alert-name';
import { topologyOf, type Topology } from './correlate/topology';
import { Draft } from './draft';
import { fire, type FiredStep } from './fire';
import { reopened } from './lifecycle';
import { isGraver, settle } from './settle';
import { recall, remember } from './stored-correlation';
import { wake } from '@/lib/wake/wake';

/** What happened to an alert. Times are in the order of the list and not before those of earlier calls. */
export type AlertStep =
  | FiredStep
  | { kind: 'changed'; alertId: string; severity: Severity; value: number | null; because: string }
  | { kind: 'resolved'; alertId: string; value: number | null; because: string };

type Given = { workspaceId: string; at: number; steps: readonly AlertStep[] };

/**
 * Puts alerts into incidents: correlates what fired, opens, joins and reopens incidents, resolves those in which nothing fires
 * any more, writes the timeline, and enrols everything for notification. Belongs into the transaction that writes the states of
 * the series. Resolves to the incident of each alert that fired.
 */
export async function recordAlerts(tx: Store, services: Services, given: Given): Promise<Map<string, string>> {
  const { workspaceId, at, steps } = given;
  if (steps.length === 0) return new Map();
  let memory = await recall(tx, services, { workspaceId, at });
  const before = memory;
  const draft = new Draft(tx, { workspaceId, at, newId: services.newId });
  await draft.load(steps.flatMap((step) => (step.kind === 'fired' ? [] : [step.alertId])));
  const topology = await topologyFor(tx, given);
  for (const step of steps) {
    if (step.kind === 'fired') memory = await fire(tx, draft, { step, memory, topology });
    else if (step.kind === 'changed') change(draft, step, await incidentOf(draft, step.alertId));
    else resolve(draft, step, await incidentOf(draft, step.alertId));
  }
  for (const drafted of draft.touched()) settle(draft, drafted);
  await draft.write();
  if (memory !== before) await remember(tx, workspaceId, memory);
  await tell(tx, services, draft);
  wake('incidents');
  const fired = steps.flatMap((step) => (step.kind === 'fired' ? [step.alert.id] : []));
  return new Map(fired.map((id) => [id, draft.alert(id)?.incidentId ?? '']));
}

async function topologyFor(tx: Store, { workspaceId, steps }: Given): Promise<Topology> {
  if (!steps.some(({ kind }) => kind === 'fired')) return new Map();
  const { routing } = await readRouting(tx, workspaceId);
  return topologyOf(routing.topology);
}

async function incidentOf(draft: Draft, alertId: string) {
  const alert = draft.alert(alertId);
  return alert === null ? null : draft.incident(alert.incidentId);
}
type Found = Awaited<ReturnType<typeof incidentOf>>;

function change(draft: Draft, step: Extract<AlertStep, { kind: 'changed' }>, drafted: Found): void {
  const alert = draft.alert(step.alertId);
  if (alert === null || alert.endsAt !== null || drafted === null) return;
  const { severity, value, because } = step;
  const changed = { ...alert, severity, value, because, updatedAt: draft.about.at };
  const { incident } = drafted;
  const isGravest = draft.alertsOf(incident.id).every((other) => isGraver(severity, other.severity));
  draft.put(changed);
  const text = `${alertName(alert.labels)} is now ${severity} instead of ${alert.severity}: ${because}`;
  draft.note(incident.id, { kind: 'alert_changed', text, alert: changed });
  // Whoever resolved it while it still fired did not know that it would become worse than anything in it.
  if (incident.status !== 'resolved' || !isGravest) return;
  drafted.incident = { ...incident, ...reopened(incident) };
  draft.note(incident.id, { kind: 'reopened', text: `One of its alerts became ${severity}` });
}

function resolve(draft: Draft, step: Extract<AlertStep, { kind: 'resolved' }>, drafted: Found): void {
  const alert = draft.alert(step.alertId);
  // Told twice, it resolved once.
  if (alert === null || alert.endsAt !== null || drafted === null) return;
  draft.put({ ...alert, endsAt: draft.about.at, updatedAt: draft.about.at });
  drafted.hasEnded = true;
  const text = `${alertName(alert.labels)}: ${step.because}`;
  draft.note(drafted.incident.id, { kind: 'alert_resolved', text, alert, value: step.value });
}

/** Of incidents that are worth it: what changed; of those that have just become so, all that fires. */
async function tell(tx: Store, services: Services, draft: Draft): Promise<void> {
  const { workspaceId, at } = draft.about;
  const touched = draft.touched().filter(({ incident }) => incident.isCorroborated);
  const told = new Set(touched.map(({ incident }) => incident.id));
  const raised = touched
    .filter(({ stored }) => stored?.isCorroborated === false)
    .flatMap(({ incident }) => draft.alertsOf(incident.id).filter(({ endsAt }) => endsAt === null));
  const changed = draft.changedAlerts().filter(({ incidentId }) => told.has(incidentId));
  const alerts = [...new Map([...raised, ...changed].map((alert) => [alert.id, alert])).values()];
  await enrolAlerts(tx, services, { workspaceId, at, alerts });
  for (const { stored, incident } of touched)
    if (stored !== null && stored.status !== incident.status)
      await wakeIncident(tx, services, { workspaceId, at, incidentId: incident.id });
}
