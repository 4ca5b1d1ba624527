import { z } from 'zod';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { alertName } from '@/lib/incidents/alert-name';
import { isToDo } from '@/lib/incidents/change-incident';
import { splitOff } from '@/lib/incidents/correlate/by-hand';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import { describeReason } from '@/lib/incidents/correlate/group';
import type { Signal } from '@/lib/incidents/correlate/signal';
import { Draft } from '@/lib/incidents/draft';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { personOf } from '@/lib/incidents/person';
import { findIncident, noSuchIncident, readView } from '@/lib/incidents/read-view';
import { settle } from '@/lib/incidents/settle';
import { recall, remember, type Memory } from '@/lib/incidents/stored-correlation';
import { telling } from '@/lib/incidents/telling';
import { wake } from '@/lib/wake/wake';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import type { Alert } from '@/lib/model/incident';
import { enrolAlerts, wakeIncident } from '@/lib/notify/telling/enrol';
import type { Store } from '@/lib/store/store';

const inputSchema = z.strictObject({ alertIds: z.array(z.string().min(1).max(60)).min(1).max(500) });

/**
 * Says that some alerts are another trouble: they get an incident of their own, which correlation leaves apart. At least one
 * alert stays. Resolves to the incident that they were in. Throws `invalid_input`, `not_found` and `conflict`.
 */
export async function splitIncident(
  ctx: Context,
  { id, input }: { id: string; input: unknown },
): Promise<IncidentView> {
  authorize(ctx, 'incidents:handle');
  const alertIds = [...new Set(checkInput(inputSchema, input).alertIds)];
  await ctx.store.transaction((tx) => split(tx, ctx, { id, alertIds }));
  wake('incidents');
  return readView(ctx, await findIncident(ctx, id));
}

async function split(tx: Store, ctx: Context, { id, alertIds }: { id: string; alertIds: string[] }): Promise<void> {
  const { workspaceId } = ctx.actor;
  const at = ctx.clock.now();
  const memory = await recall(tx, ctx, { workspaceId, at });
  const draft = new Draft(tx, { workspaceId, at, newId: ctx.newId });
  const source = await draft.incident(id);
  if (source === null) throw noSuchIncident();
  isToDo(source.incident, 'split');
  await draft.load(alertIds);
  const alerts = checkAlerts(draft, { id, alertIds });
  const by = (await personOf(tx, ctx)).name;
  const { correlation } = regroup(memory, { alerts, groupId: String(source.incident.number), by });
  const openedAt = Math.min(...alerts.map(({ startsAt }) => startsAt));
  const fresh = draft.open({ number: correlation.opened, openedAt, isCorroborated: true });
  const [from, to] = [source.incident.number, fresh.incident.number];
  const names = [...new Set(alerts.map(({ labels }) => alertName(labels)))].slice(0, 5).join(', ');
  const some = alerts.length === 1 ? 'one alert' : `${alerts.length} alerts`;
  draft.note(id, { kind: 'split', by, text: `${by} split ${some} off into #${to}: ${names}` });
  draft.note(fresh.incident.id, { kind: 'opened', by, text: `${by} split ${some} off from #${from}: ${names}` });
  for (const alert of alerts) draft.move(alert.id, fresh, [describeReason({ kind: 'by_hand', by })]);
  fresh.hasEnded = true;
  for (const drafted of [source, fresh]) settle(draft, drafted);
  await draft.write();
  await remember(tx, workspaceId, { ...memory, correlation });
  const after = { into: fresh.incident.id, alerts: alertIds };
  await record(tx, ctx, { action: 'incident.split', target: `incident:${id}`, after });
  await enrolAlerts(tx, ctx, { workspaceId, at, alerts: draft.changedAlerts() });
  for (const incidentId of [id, fresh.incident.id]) await wakeIncident(tx, ctx, { workspaceId, at, incidentId });
}

type Alerts = [Alert, ...Alert[]];

function checkAlerts(draft: Draft, { id, alertIds }: { id: string; alertIds: readonly string[] }): Alerts {
  const faults = alertIds.flatMap((alertId, index) =>
    draft.alert(alertId)?.incidentId === id
      ? []
      : [{ path: `alertIds.${index}`, reason: 'There is no such alert in this incident' }],
  );
  if (faults.length > 0) throw invalidInput(faults);
  if (draft.alertsOf(id).length <= alertIds.length)
    throw invalidInput([{ path: 'alertIds', reason: 'At least one alert has to stay' }]);
  const alerts = alertIds.flatMap((alertId) => draft.alert(alertId) ?? []);
  return alerts.sort((a, b) => a.startsAt - b.startsAt) as Alerts;
}

function regroup({ correlation, lastAt }: Memory, given: { alerts: Alerts; groupId: string; by: string }) {
  const { alerts, groupId, by } = given;
  const recent = correlation.groups.find(({ id }) => id === groupId)?.recent ?? [];
  const signals = alerts.map(
    ({ id: alertId, startsAt, labels }): Signal =>
      recent.find((signal) => signal.alertId === alertId) ?? {
        alertId,
        at: Math.min(startsAt, lastAt),
        labels: telling(labels),
        everyMs: 0,
        needsCorroboration: false,
      },
  ) as [Signal, ...Signal[]];
  return splitOff(correlation, { groupId, signals, by }, correlationShape);
}
