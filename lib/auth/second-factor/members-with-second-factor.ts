import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { roles } from '@/lib/model/actor';
import type { Member } from '@/lib/store/store';

/** Members whose second factor the actor may reset, by name: those who have one and stand no higher than the actor. */
export async function membersWithSecondFactor(ctx: Pick<Context, 'store' | 'actor'>): Promise<Member[]> {
  authorize(ctx, 'members:manage');
  const members = await ctx.store.workspaces.listMembers(ctx.actor.workspaceId);
  const having = new Set(await ctx.store.secondFactors.listUsersWith(members.map(({ userId }) => userId)));
  const rank = roles.indexOf(ctx.actor.kind === 'user' ? ctx.actor.role : 'admin');
  return members.filter(({ userId, role }) => having.has(userId) && roles.indexOf(role) <= rank);
}
