import type { Services } from '@/lib/context';
import type { NotificationGroup } from '@/lib/store/notify-ports';
import type { Store } from '@/lib/store/store';
import { decide } from './decide';
import type { Decision } from './look';
import { gather, type Gathered } from './gather';
import { writeTold } from './told-changes';
import { writeTells, writeTimeline } from './write-tells';

const leaseMs = 60_000;
const groupsPerTurn = 20;

/** Looks at the groups that are due and decides who is told what. Resolves to how many there were. */
export async function lookAtGroups(services: Services): Promise<number> {
  const token = services.newId();
  const now = services.clock.now();
  const due = await services.store.notificationGroups.claimDue({ token, now, leaseMs, limit: groupsPerTurn });
  for (const group of due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))) {
    try {
      await services.store.transaction((tx) => lookAt(tx, services, { group, token }));
    } catch (error) {
      if (error instanceof LeaseLost) continue;
      services.metrics.notify.failures.inc();
      services.log.error({ err: error, group: group.id }, 'notify: a group could not be looked at, will try again');
    }
  }
  return due.length;
}

/** Somebody else decides about the group by now: what this look would have written is undone. */
class LeaseLost extends Error {}

async function lookAt(tx: Store, services: Services, { group, token }: { group: NotificationGroup; token: string }) {
  const facts = await gather(tx, group, services.clock.now());
  const decision = facts === null || facts.look === null ? noPolicy(group) : decide(facts.look);
  if (facts !== null) await write(tx, services, { facts, decision });
  const { heldBack } = decision;
  if (!(await tx.notificationGroups.finish(group.id, token, { ...decision.group, heldBack }))) throw new LeaseLost();
}

type Decided = { facts: Gathered; decision: Decision };

async function write(tx: Store, services: Services, { facts, decision }: Decided): Promise<void> {
  await writeTells(tx, services, { facts, tells: decision.tells });
  const isHeldBack = await writeHeldBack(tx, services, { facts, decision });
  const { incidentId, workspaceId } = facts.group;
  // Whoever has its page open sees the new entries.
  if (incidentId !== null && (isHeldBack || decision.tells.length > 0))
    await tx.incidents.update(workspaceId, incidentId, { updatedAt: facts.now });
  await writeTold(tx, facts.group.id, decision.told);
}

/** Only what is another reason than at the last look; false when there is none. */
async function writeHeldBack(tx: Store, services: Services, { facts, decision }: Decided): Promise<boolean> {
  const added = decision.heldBack.filter((reason) => !facts.group.heldBack.includes(reason));
  if (added.length === 0) return false;
  const firing = (facts.look?.members ?? []).filter(({ alert }) => alert.endsAt === null);
  const own = facts.group.incidentId;
  const incidents = own === null ? [...new Set(firing.map(({ alert }) => alert.incidentId))] : [own];
  const text = `Held back: ${added.join('; ')}`;
  await writeTimeline(tx, services, { facts, kind: 'held_back', text, incidents });
  return true;
}

/** A policy that does not exist any more tells nobody; the alerts join others when they change, and when the routing is saved. */
function noPolicy({ notifiedAt, steps, policy }: NotificationGroup): Decision {
  const heldBack = [`The policy "${policy}" does not exist any more`];
  return { tells: [], heldBack, told: [], group: { dueAt: null, notifiedAt, steps, nextStepAt: null } };
}
