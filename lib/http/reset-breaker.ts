import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { BreakerStatus } from '@/lib/breaker/breakers';
import type { Context } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors/app-error';

/**
 * Closes a breaker by hand, for whoever knows that the cause is gone and does not want to wait for its next look. If it is
 * not gone, it opens again after as many failures as before. Throws `forbidden` and `not_found`.
 */
export async function resetBreaker(ctx: Context, { name }: { name: string }): Promise<BreakerStatus> {
  authorize(ctx, 'breakers:reset');
  const breaker = ctx.breakers.find(ctx.actor.workspaceId, name);
  if (breaker === undefined) throw new AppError('not_found', `There is no breaker called ${name.slice(0, 80)}`);
  const before = breaker.status();
  breaker.reset(`Reset by ${await nameOf(ctx)}`);
  const entry = { action: 'breaker.reset', target: `breaker:${name}`, before: { state: before.state } };
  // The store may be the very thing that is away.
  await record(ctx.store, ctx, entry).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'store_unavailable') throw error;
    ctx.log.warn({ ...entry }, 'a breaker was reset by hand while the store is away');
  });
  return breaker.status();
}

const nameOf = (ctx: Context): Promise<string> => actorName(ctx.store, ctx).catch(() => 'a person');
