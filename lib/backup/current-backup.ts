import type { BackupProgress } from '@/lib/model/backup';
import { singleton } from '@/lib/process/singleton';

export type CurrentBackup = { progress: BackupProgress; abort: AbortController; ended: Promise<void> };
type Slot = { current: CurrentBackup | null };

/** One per process: doors begin it, pages show it, the server's stop ends it. */
export const backupSlot = (): Slot => singleton('backup', () => ({ current: null }));

/** Ends the backup that is being made; what it wrote is removed. */
export async function stopBackup(): Promise<void> {
  const { current } = backupSlot();
  current?.abort.abort(new Error('The portal was stopped.'));
  await current?.ended;
}
