import type { Context } from '@/lib/context';
import type { Member } from '@/lib/store/store';
import { authorize } from '../permissions';

/** The members of the actor's workspace, by name. */
export async function listMembers(ctx: Pick<Context, 'store' | 'actor'>): Promise<Member[]> {
  authorize(ctx, 'members:read');
  return ctx.store.workspaces.listMembers(ctx.actor.workspaceId);
}
