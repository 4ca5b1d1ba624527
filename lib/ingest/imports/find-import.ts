import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { ImportJob } from '@/lib/model/import-job';

/** The job of the actor's workspace. Throws `not_found`. */
export async function findImport(ctx: Context, id: string): Promise<ImportJob> {
  const job = await ctx.store.imports.find(ctx.actor.workspaceId, id);
  if (!job) throw new AppError('not_found', 'There is no such import in this workspace.');
  return job;
}
