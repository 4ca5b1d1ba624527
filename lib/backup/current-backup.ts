import type { BackupProgress } from '@/lib/model/backup';

export type CurrentBackup = { progress: BackupProgress; abort: AbortController; ended: Promise<void> };
type Slot = { current: CurrentBackup | null };

/** One per process, whichever copy of this module asks: doors begin it, pages show it, the server's stop ends it. */
const key = Symbol.for('sightglass.backup');

export function backupSlot(): Slot {
  const registry = globalThis as unknown as Record<symbol, Slot | undefined>;
  return (registry[key] ??= { current: null });
}

/** Ends the backup that is being made; what it wrote is removed. */
export async function stopBackup(): Promise<void> {
  const { current } = backupSlot();
  current?.abort.abort(new Error('The portal was stopped.'));
  await current?.ended;
}
