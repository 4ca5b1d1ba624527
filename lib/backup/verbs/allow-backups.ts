import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';

/** An archive holds every workspace, so it belongs to the owners of the main one and to the keys made there. */
export async function allowBackups(ctx: Context): Promise<void> {
  authorize(ctx, 'backups:make');
  const workspace = await ctx.store.workspaces.find(ctx.actor.workspaceId);
  if (workspace?.kind !== 'main') throw new AppError('forbidden', 'Backups are made from the main workspace.');
}

/** What is in an archive, password hashes and secrets among it, is for people who own everything anyway. */
export async function allowBackupFiles(ctx: Context): Promise<void> {
  await allowBackups(ctx);
  authorize(ctx, 'backups:read');
}
