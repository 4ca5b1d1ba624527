import type { Services } from '@/lib/context';

/** After sessions were revoked in the store: this process refuses them from now on and ends their live streams. */
export function endSessions({ live, account }: Pick<Services, 'live' | 'account'>, ids: readonly string[]): void {
  account.sessions.end(ids);
  const ended = new Set(ids);
  for (const owner of live.owners()) if (owner.sessionId !== undefined && ended.has(owner.sessionId)) live.end(owner);
}
