import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { rankOf } from '@/lib/model/access';
import type { Member, Store } from '@/lib/store/store';
import type { Standing } from '../role-rules';

/**
 * The members of the actor's workspace, which nobody else changes before the end of the transaction, and what the actor is
 * among them now: a session is believed for some seconds, and a role may have changed since. Throws `not_found` and
 * `forbidden`.
 */
export async function membersForChange(
  tx: Pick<Store, 'workspaces'>,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ members: Member[]; by: Standing }> {
  const workspace = await tx.workspaces.findForMembers(actor.workspaceId);
  if (workspace === null) throw new AppError('not_found', 'This workspace was deleted.');
  const members = await tx.workspaces.listMembers(actor.workspaceId);
  if (actor.kind === 'system') return { members, by: { userId: null, role: 'owner' } };
  // A key is no person: it manages members as an admin does and owns nothing.
  if (actor.kind === 'key')
    return {
      members,
      by: { userId: null, role: rankOf(actor.role ?? 'admin') < rankOf('admin') ? 'viewer' : 'admin' },
    };
  if (actor.kind === 'embed') throw new AppError('forbidden', 'Who watches an embed manages nobody.');
  const seat = members.find(({ userId }) => userId === actor.userId);
  if (seat === undefined) throw new AppError('forbidden', 'You are not a member of this workspace any more.');
  return { members, by: { userId: actor.userId, role: seat.role } };
}
