import { rm } from 'node:fs/promises';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { findBackupFile } from '../backup-folder';
import { allowBackupFiles } from './allow-backups';

/** Deletes an archive from the data folder. */
export async function removeBackup(ctx: Context, { name }: { name: string }): Promise<void> {
  await allowBackupFiles(ctx);
  const { file, bytes } = await findBackupFile(ctx, name);
  await rm(file);
  await record(ctx.store, ctx, { action: 'backup.remove', target: `backup:${name}`, before: { bytes } });
}
