import type { Services } from '@/lib/context';
import type { StreamOwner } from '@/lib/live/hub';

const everyMs = 2_500;

/**
 * Ends the live streams of people who are no members of the workspace any more or were signed out, and of keys that have ended, within seconds and
 * whichever portal took their access away. Asks the store once per workspace that is watched. While the store is away nobody
 * is cut off. Returns the way to stop.
 */
export function watchAccess(services: Pick<Services, 'live' | 'store' | 'clock' | 'log'>): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      for (const owner of await ownersWithoutAccess(services)) services.live.end(owner);
    } catch (error) {
      services.log.debug({ err: error }, 'whether the watchers still have access could not be looked up');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

export async function ownersWithoutAccess({
  live,
  store,
  clock,
}: Pick<Services, 'live' | 'store' | 'clock'>): Promise<StreamOwner[]> {
  const owners = live.owners();
  const allowed = new Set<string>();
  for (const workspaceId of workspacesOf(owners, 'user'))
    for (const { userId } of await store.workspaces.listMembers(workspaceId))
      allowed.add(`user ${workspaceId} ${userId}`);
  for (const workspaceId of workspacesOf(owners, 'key'))
    for (const { id, revokedAt, expiresAt } of await store.apiKeys.list(workspaceId))
      if (revokedAt === null && (expiresAt === null || expiresAt > clock.now()))
        allowed.add(`key ${workspaceId} ${id}`);
  const sessionIds = owners.flatMap(({ sessionId }) => sessionId ?? []);
  const revoked = new Set(sessionIds.length === 0 ? [] : await store.sessions.listRevoked(sessionIds));
  return owners.filter(({ kind, workspaceId, actorId, sessionId }) => {
    if (sessionId !== undefined && revoked.has(sessionId)) return true;
    return (kind === 'user' || kind === 'key') && !allowed.has(`${kind} ${workspaceId} ${actorId}`);
  });
}

const workspacesOf = (owners: readonly StreamOwner[], kind: string): Set<string> =>
  new Set(owners.filter((owner) => owner.kind === kind).map(({ workspaceId }) => workspaceId));
