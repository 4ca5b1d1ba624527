import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { PersonDeletionView } from '@/lib/model/person';
import { deletionView } from './deletion-view';

const shown = 50;

/** The last deletions of people in the actor's workspace, newest first. */
export async function listDeletions(ctx: Pick<Context, 'store' | 'actor'>): Promise<PersonDeletionView[]> {
  authorize(ctx, 'people:manage');
  return (await ctx.store.personDeletions.list(ctx.actor.workspaceId, shown)).map(deletionView);
}
