import type { Context } from '@/lib/context';
import type { BackupList } from '@/lib/model/backup';
import { backupFolder, listBackupFiles } from '../backup-folder';
import { backupSlot } from '../current-backup';
import { allowBackups } from './allow-backups';

/** The archives of the data folder, and how the one that is being made stands. */
export async function listBackups(ctx: Context): Promise<BackupList> {
  await allowBackups(ctx);
  return {
    current: backupSlot().current?.progress ?? null,
    backups: await listBackupFiles(ctx),
    folder: backupFolder(ctx),
  };
}
