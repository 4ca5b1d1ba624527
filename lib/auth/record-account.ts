import type { Services } from '@/lib/context';
import type { Actor } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';

export type AccountEvent = {
  /** Whose account it is. */
  userId: string;
  /** Who did it, when it was not the user: what the portal was doing. */
  purpose?: string;
  action: string;
  after?: unknown;
};

/**
 * Audit entries about somebody's account. They belong to the portal and not to one of its workspaces, so they stand in the
 * log of the system workspace. Never with a password, a code, a link or a hash in them.
 */
export async function recordAccount(
  tx: Pick<Store, 'audit' | 'workspaces'>,
  { clock, newId }: Pick<Services, 'clock' | 'newId'>,
  { userId, purpose, action, after = null }: AccountEvent,
): Promise<void> {
  const kind: Actor['kind'] = purpose === undefined ? 'user' : 'system';
  await tx.audit.insert({
    id: newId(),
    workspaceId: (await tx.workspaces.findBySlug('system'))?.id ?? '',
    actor: kind,
    actorId: purpose ?? userId,
    action,
    target: `user:${userId}`,
    before: null,
    after,
    at: clock.now(),
  });
}
