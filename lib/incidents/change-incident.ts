import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Incident, TimelineKind } from '@/lib/model/incident';
import { wakeIncident } from '@/lib/notify/telling/enrol';
import type { Store } from '@/lib/store/store';
import type { IncidentView } from './incident-view';
import { judgeAction, type LifecycleAction } from './lifecycle';
import { personOf, type Person } from './person';
import { findIncident, noSuchIncident, readView } from './read-view';
import { wake } from '@/lib/wake/wake';

export type Changed = { change: Partial<Incident>; entries: { kind: TimelineKind; text: string }[] };
type Handling = {
  id: string;
  action: LifecycleAction;
  /** What has to be locked before the incident, as everybody else does. */
  before?: (tx: Store) => Promise<void>;
  /** What is done to the incident as it is now; nothing when there are no entries. */
  run: (incident: Incident, at: { tx: Store; by: Person; now: number }) => Changed | Promise<Changed>;
};

/**
 * One step of a person: in one transaction the incident, its timeline and the audit log, and those who are told of it are looked
 * at again. What is so already changes nothing. Throws `not_found`, and `conflict` when it does not fit the status.
 */
export async function changeIncident(
  ctx: Context,
  { id, action, before: prepare, run }: Handling,
): Promise<IncidentView> {
  authorize(ctx, 'incidents:handle');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    await prepare?.(tx);
    const incident = await tx.incidents.findForChange(workspaceId, id);
    if (incident === null) throw noSuchIncident();
    if (!isToDo(incident, action)) return;
    const now = ctx.clock.now();
    const by = await personOf(tx, ctx);
    const { change, entries } = await run(incident, { tx, by, now });
    if (entries.length === 0) return;
    await tx.incidents.update(workspaceId, id, { ...change, updatedAt: now });
    const shared = { incidentId: id, workspaceId, at: now, by: by.name, alertId: null, value: null, severity: null };
    await tx.timeline.insert(entries.map((entry) => ({ ...shared, ...entry, id: ctx.newId() })));
    const before = Object.fromEntries(Object.keys(change).map((name) => [name, incident[name as keyof Incident]]));
    await record(tx, ctx, { action: `incident.${action}`, target: `incident:${id}`, before, after: change });
    await wakeIncident(tx, ctx, { workspaceId, at: now, incidentId: id });
  });
  wake('incidents');
  return readView(ctx, await findIncident(ctx, id));
}

/** False when it is so already. Throws `conflict` when the action does not fit. */
export function isToDo(incident: Incident, action: LifecycleAction): boolean {
  const verdict = judgeAction(incident, action);
  if (verdict.kind === 'refused') throw new AppError('conflict', verdict.reason);
  return verdict.kind === 'do';
}
