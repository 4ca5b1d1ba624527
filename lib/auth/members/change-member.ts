import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Role } from '@/lib/model/actor';
import type { Member, Store } from '@/lib/store/store';
import { authorize } from '../permissions';
import { recordAccess } from '../record-access';
import { refusalOfChange, type MemberChange } from '../role-rules';
import { membersForChange } from './standing';

type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>;

/** Gives a member another role. It holds for their running sessions within seconds. Throws `not_found`, `forbidden`, `conflict`. */
export async function changeRole(ctx: Ctx, { userId, role }: { userId: string; role: Role }): Promise<Member> {
  if (!isSelf(ctx, userId)) authorize(ctx, 'members:manage');
  return ctx.store.transaction(async (tx) => {
    const seat = await allow(tx, ctx, { userId, to: role });
    if (seat.role === role) return seat;
    await tx.workspaces.setRole(ctx.actor.workspaceId, userId, role);
    await note(tx, ctx, { action: 'member.change_role', seat, after: { role } });
    return { ...seat, role };
  });
}

/**
 * Takes a member out of the workspace, or lets the actor leave it. Their sessions and streams of it end within seconds; their
 * account and what they made stay. Throws `not_found`, `forbidden`, `conflict`.
 */
export async function removeMember(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  if (!isSelf(ctx, userId)) authorize(ctx, 'members:manage');
  await ctx.store.transaction(async (tx) => {
    const seat = await allow(tx, ctx, { userId, to: null });
    await tx.workspaces.removeMember(ctx.actor.workspaceId, userId);
    await note(tx, ctx, { action: isSelf(ctx, userId) ? 'member.leave' : 'member.remove', seat });
  });
}

const isSelf = ({ actor }: Ctx, userId: string): boolean => actor.kind === 'user' && actor.userId === userId;

async function allow(tx: Store, ctx: Ctx, change: MemberChange): Promise<Member> {
  const { members, by } = await membersForChange(tx, ctx);
  const seat = members.find(({ userId }) => userId === change.userId);
  if (seat === undefined) throw new AppError('not_found', 'There is no such member in this workspace.');
  const refusal = refusalOfChange(members, by, change);
  if (refusal !== null) throw new AppError(refusal.startsWith('This is the last') ? 'conflict' : 'forbidden', refusal);
  return seat;
}

type Note = { action: string; seat: Member; after?: { role: Role } };

async function note(tx: Store, ctx: Ctx, { action, seat, after }: Note): Promise<void> {
  const before = { email: seat.email, role: seat.role };
  await recordAccess(tx, ctx, {
    actor: ctx.actor,
    action,
    target: `user:${seat.userId}`,
    before,
    ...(after && { after: { ...before, ...after } }),
  });
}
