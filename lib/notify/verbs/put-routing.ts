import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import { routingSchema, type Routing } from '@/lib/model/routing';
import { enrolAlerts } from '@/lib/notify/telling/enrol';
import { readRouting, routingKey, type StoredRouting } from '@/lib/notify/routing/read-routing';
import { routingFaults } from '@/lib/notify/routing/routing-faults';
import { timeText } from '@/lib/notify/telling/time-text';
import type { Store } from '@/lib/store/store';

/** `version` is the one that the change was made from; 0 for the first. */
export type PutRoutingInput = { routing: unknown; version: number };

const versionKey = `${routingKey}.version`;
const maxAlerts = 5_000;

/**
 * Saves who is told of what. Alerts that fire join the groups of the policies that match them now. Throws `conflict`, naming who and when, when
 * another one was saved since `version`, and `invalid_input` with every fault.
 */
export async function putRouting(ctx: Context, input: PutRoutingInput): Promise<StoredRouting> {
  authorize(ctx, 'notifications:manage');
  const routing = checkInput(routingSchema, input.routing);
  const { workspaceId } = ctx.actor;
  return ctx.store.transaction(async (tx) => {
    const channels = new Set((await tx.channels.list(workspaceId)).map(({ id }) => id));
    const faults = routingFaults(routing, channels);
    if (faults.length > 0) throw invalidInput(faults);
    const before = await readRouting(tx, workspaceId);
    const next = {
      routing,
      version: before.version + 1,
      savedBy: await actorName(tx, ctx),
      savedAt: ctx.clock.now(),
    };
    // Of two that save at once, the second waits here and then finds a version later than its own.
    const turn = { before: before.version, at: next.version };
    if (before.version !== input.version || !(await tx.settings.take(workspaceId, versionKey, turn)))
      throw savedMeanwhile(before);
    await tx.settings.set(workspaceId, routingKey, next);
    await record(tx, ctx, {
      action: 'routing.update',
      target: `routing:${workspaceId}`,
      before: withoutSecrets(before.routing),
      after: withoutSecrets(routing),
    });
    await enrolOpen(tx, ctx);
    // After that, as it wakes the groups that alerts were in before.
    await tx.notificationGroups.closeOthers(
      workspaceId,
      routing.policies.map(({ name }) => name),
    );
    return next;
  });
}

const withoutSecrets = ({ heartbeat, ...routing }: Routing) => ({
  ...routing,
  ...(heartbeat === undefined ? {} : { heartbeat: { every: heartbeat.every } }),
});

async function enrolOpen(tx: Store, ctx: Context): Promise<void> {
  const { workspaceId } = ctx.actor;
  const open = await tx.alerts.list(workspaceId, { isOpen: true, limit: maxAlerts });
  const told = new Map<string, boolean>();
  for (const id of new Set(open.map(({ incidentId }) => incidentId))) {
    const incident = await tx.incidents.find(workspaceId, id);
    told.set(id, incident?.isCorroborated === true && incident.status !== 'resolved' && incident.status !== 'merged');
  }
  const alerts = open.filter(({ incidentId }) => told.get(incidentId));
  await enrolAlerts(tx, ctx, { workspaceId, at: ctx.clock.now(), alerts });
}

function savedMeanwhile({ version, savedBy = 'Somebody', savedAt }: StoredRouting): AppError {
  const at = savedAt === undefined ? 'meanwhile' : `at ${timeText(savedAt)}`;
  return new AppError(
    'conflict',
    `${savedBy} saved version ${version} of this ${at}. Load it and make your change again, or save yours over it.`,
    { fields: [{ path: 'version', reason: `The saved version is ${version}` }] },
  );
}
