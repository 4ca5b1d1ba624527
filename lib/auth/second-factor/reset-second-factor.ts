import { z } from 'zod';
import { endSessions } from '@/lib/auth/end-sessions';
import { authorize } from '@/lib/auth/permissions';
import { recordAccess } from '@/lib/auth/record-access';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { roles } from '@/lib/model/actor';

export const resetSecondFactorInput = z.strictObject({ userId: z.string().min(1).max(60) });
type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor' | 'account' | 'live'>;

/**
 * Takes the second factor from a member who lost it, and signs them out everywhere. For admins of the workspace; only an
 * owner may do it to an owner, or an admin could take over what is above. Throws `not_found`, `forbidden`.
 */
export async function resetSecondFactor(ctx: Ctx, { userId }: z.output<typeof resetSecondFactorInput>): Promise<void> {
  authorize(ctx, 'members:manage');
  const ids = await ctx.store.transaction(async (tx) => {
    const member = (await tx.workspaces.listMembers(ctx.actor.workspaceId)).find((each) => each.userId === userId);
    if (member === undefined) throw new AppError('not_found', 'There is no such member in this workspace');
    const rank = ctx.actor.kind === 'user' ? roles.indexOf(ctx.actor.role) : roles.indexOf('admin');
    if (roles.indexOf(member.role) > rank)
      throw new AppError('forbidden', `Only an owner may reset the second factor of an ${member.role}`);
    if (!(await tx.secondFactors.remove(userId)))
      throw new AppError('not_found', 'This member has no second factor to reset');
    await recordAccess(tx, ctx, {
      actor: ctx.actor,
      action: 'second_factor.reset',
      target: `user:${userId}`,
      before: { secondFactor: true },
      after: { secondFactor: false },
    });
    return tx.sessions.revokeAll(userId, { except: null, at: ctx.clock.now() });
  });
  endSessions(ctx, ids);
}
