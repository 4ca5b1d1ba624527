import { actorIdOf } from '@/lib/model/actor-id';
import type { Actor } from '@/lib/model/actor';
import type { Services } from '@/lib/context';
import type { Store } from '@/lib/store/store';

type AccessEvent = { actor: Actor; action: string; target: string; before?: unknown; after?: unknown };

/** Audit entries of this room, which may not call its sibling `audit`. Never with a key, a password or a hash in it. */
export async function recordAccess(
  tx: Pick<Store, 'audit'>,
  services: Pick<Services, 'clock' | 'newId'>,
  event: AccessEvent,
): Promise<void> {
  await tx.audit.insert({
    id: services.newId(),
    workspaceId: event.actor.workspaceId,
    actor: event.actor.kind,
    actorId: actorIdOf(event.actor),
    action: event.action,
    target: event.target,
    before: event.before ?? null,
    after: event.after ?? null,
    at: services.clock.now(),
  });
}
