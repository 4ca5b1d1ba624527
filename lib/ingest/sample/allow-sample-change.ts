import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';

/** The sample belongs to the whole portal, so that an administrator of just any workspace must not take it from the others. */
export async function allowSampleChange(ctx: Context): Promise<void> {
  authorize(ctx, 'sample:manage');
  const workspace = await ctx.store.workspaces.find(ctx.actor.workspaceId);
  if (workspace?.kind !== 'main' && workspace?.kind !== 'sample')
    throw new AppError('forbidden', 'Change the sample from the main workspace or from the sample itself.');
}
