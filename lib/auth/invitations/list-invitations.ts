import type { Context } from '@/lib/context';
import type { InvitationView } from '@/lib/model/access';
import { authorize } from '../permissions';

/** The open invitations of the actor's workspace, newest first, those that ran out, too. */
export async function listInvitations(ctx: Pick<Context, 'store' | 'actor'>): Promise<InvitationView[]> {
  authorize(ctx, 'members:manage');
  const open = await ctx.store.invitations.listOpen(ctx.actor.workspaceId);
  const people = await ctx.store.users.findMany([...new Set(open.map(({ createdBy }) => createdBy))]);
  return open.map(({ id, email, role, createdBy, createdAt, expiresAt }) => {
    const invitedBy = people.find((person) => person.id === createdBy)?.email ?? 'an API key';
    return { id, email, role, invitedBy, createdAt, expiresAt };
  });
}
