import { z } from 'zod';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { isUnderWay, type BackupProgress } from '@/lib/model/backup';
import { backupName } from '../backup-folder';
import { backupSlot, type CurrentBackup } from '../current-backup';
import { writeBackup } from '../write-backup';
import { allowBackups } from './allow-backups';

export const startBackupInput = z.strictObject({
  /** Without them, channels lose their secrets and people sign in anew after a restore. */
  secrets: z.boolean().default(true),
});

/** Begins to write an archive and returns at once; `listBackups` says how it goes. Throws `conflict` while one is being made. */
export async function startBackup(ctx: Context, input: z.output<typeof startBackupInput>): Promise<BackupProgress> {
  await allowBackups(ctx);
  const slot = backupSlot();
  if (isUnderWay(slot.current?.progress ?? null)) throw new AppError('conflict', 'A backup is being made already.');
  const startedAt = ctx.clock.now();
  const name = backupName(startedAt);
  const progress: BackupProgress = {
    name,
    startedAt,
    phase: 'waiting',
    rows: 0,
    rowsTotal: null,
    bytes: 0,
    message: null,
  };
  const current: CurrentBackup = { progress, abort: new AbortController(), ended: Promise.resolve() };
  slot.current = current;
  current.ended = run(ctx, current, input.secrets);
  return progress;
}

async function run(ctx: Context, current: CurrentBackup, hasSecrets: boolean): Promise<void> {
  const { name, startedAt } = current.progress;
  const change = (next: Partial<BackupProgress>): void => {
    current.progress = { ...current.progress, ...next };
  };
  try {
    const { signal } = current.abort;
    const { bytes, rows } = await writeBackup(ctx, { name, hasSecrets, signal, onProgress: change });
    change({ phase: 'done', bytes, rows, rowsTotal: rows, message: null });
    ctx.metrics.backup.made.inc({ result: 'ok' });
    ctx.metrics.backup.lastMade.set(startedAt / 1_000);
    const after = { bytes, rows, secrets: hasSecrets };
    await record(ctx.store, ctx, { action: 'backup.make', target: `backup:${name}`, after });
  } catch (error) {
    fail(ctx, current, error);
  }
}

function fail(ctx: Context, current: CurrentBackup, error: unknown): void {
  const { progress, abort } = current;
  if (progress.phase === 'done') return ctx.log.warn({ err: error }, 'a backup was made and not audited');
  ctx.metrics.backup.made.inc({ result: 'failed' });
  ctx.log.error({ err: error, name: progress.name }, 'a backup failed');
  const message = abort.signal.aborted ? 'The portal was stopped.' : whyNot(error);
  current.progress = { ...progress, phase: 'failed', message };
}

function whyNot(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full. Delete older backups, or make room in the data folder.';
  return toAppError(error).message;
}
