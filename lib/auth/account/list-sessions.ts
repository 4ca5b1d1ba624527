import type { SessionSummary } from '@/lib/model/session';
import { accountOf, type AccountContext } from './account-of';

/** Where the user is signed in now; the one that asks comes first, then the last seen. */
export async function listSessions(ctx: Pick<AccountContext, 'store' | 'clock' | 'actor'>): Promise<SessionSummary[]> {
  const { user, sessionId } = await accountOf(ctx);
  const open = await ctx.store.sessions.listOpen(user.id, ctx.clock.now());
  return open
    .map(({ id, method, ip, device, createdAt, lastSeenAt }) => {
      return { id, method, ip, device, createdAt, lastSeenAt, isCurrent: id === sessionId };
    })
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
