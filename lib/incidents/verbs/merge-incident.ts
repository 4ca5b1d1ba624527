import { z } from 'zod';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { isToDo } from '@/lib/incidents/change-incident';
import { joinGroups } from '@/lib/incidents/correlate/by-hand';
import { Draft, type Drafted } from '@/lib/incidents/draft';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { isOpenStatus } from '@/lib/incidents/lifecycle';
import { personOf } from '@/lib/incidents/person';
import { findIncident, noSuchIncident, readView } from '@/lib/incidents/read-view';
import { settle } from '@/lib/incidents/settle';
import { recall, remember } from '@/lib/incidents/stored-correlation';
import { wake } from '@/lib/wake/wake';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import { enrolAlerts, wakeIncident } from '@/lib/notify/telling/enrol';
import type { Store } from '@/lib/store/store';

const inputSchema = z.strictObject({ into: z.string().min(1).max(60) });

/**
 * Says that two incidents are one: alerts and evidence move into the other, which also takes what correlation would still have
 * put into this one. Throws `invalid_input`, `not_found` and `conflict`.
 */
export async function mergeIncident(
  ctx: Context,
  { id, input }: { id: string; input: unknown },
): Promise<IncidentView> {
  authorize(ctx, 'incidents:handle');
  const { into } = checkInput(inputSchema, input);
  if (into === id) throw invalidInput([{ path: 'into', reason: 'This is the same incident' }]);
  await ctx.store.transaction((tx) => merge(tx, ctx, { id, into }));
  wake('incidents');
  return readView(ctx, await findIncident(ctx, id));
}

async function merge(tx: Store, ctx: Context, { id, into }: { id: string; into: string }): Promise<void> {
  const { workspaceId } = ctx.actor;
  const at = ctx.clock.now();
  const memory = await recall(tx, ctx, { workspaceId, at });
  const draft = new Draft(tx, { workspaceId, at, newId: ctx.newId });
  const [source, target] = [await draft.incident(id), await draft.incident(into)];
  if (source === null) throw noSuchIncident();
  if (target === null) throw invalidInput([{ path: 'into', reason: 'There is no such incident in this workspace' }]);
  isToDo(source.incident, 'merge');
  isToDo(target.incident, 'merge');
  await draft.loadAll(id);
  const alerts = draft.alertsOf(id);
  if (!isOpenStatus(target.incident.status) && alerts.some(({ endsAt }) => endsAt === null))
    throw new AppError(
      'conflict',
      `#${target.incident.number} is resolved, and alerts still fire here. Reopen it first.`,
    );
  const by = (await personOf(tx, ctx)).name;
  const [from, to] = [source.incident.number, target.incident.number];
  for (const alert of alerts)
    draft.move(alert.id, target, [...alert.attachedBecause, `Came along when ${by} merged #${from} into #${to}`]);
  close(draft, { source, target, by });
  settle(draft, target);
  await draft.write();
  const groups = { from: String(from), into: String(to) };
  await remember(tx, workspaceId, { ...memory, correlation: joinGroups(memory.correlation, groups) });
  const after = { into, alerts: alerts.length };
  await record(tx, ctx, { action: 'incident.merge', target: `incident:${id}`, after });
  const moved = draft.changedAlerts();
  if (target.incident.isCorroborated) await enrolAlerts(tx, ctx, { workspaceId, at, alerts: moved });
  for (const incidentId of [id, into]) await wakeIncident(tx, ctx, { workspaceId, at, incidentId });
}

function close(draft: Draft, { source, target, by }: { source: Drafted; target: Drafted; by: string }): void {
  const { id, number, title } = source.incident;
  source.incident = { ...source.incident, status: 'merged', mergedInto: target.incident.id, snoozedUntil: null };
  const there = `#${target.incident.number} “${target.incident.title}”`;
  draft.note(id, { kind: 'merged', by, text: `${by} merged it into ${there}` });
  draft.note(target.incident.id, { kind: 'merged', by, text: `${by} merged #${number} “${title}” into it` });
}
