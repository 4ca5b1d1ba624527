import { rm } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/pglite';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { createStore, type Through } from './create-store';
import { createFolder, createFolderElsewhere, isNewFolder, openFolder } from './data-folder';
import { codeOf } from './faults';
import { lockFolder } from './folder-lock';
import type { Store } from './store';

type Folder = { dataDir: string; migrationsDir: string; initEntry?: string | undefined };

/**
 * The embedded store. One process at a time may have a folder open. Commits survive the process being killed at any
 * moment; the machine losing power may cost the last seconds, because PGlite's file system does not sync.
 */
export async function openPglite(folder: Folder, { through }: { through?: Through } = {}): Promise<Store> {
  const { dataDir } = folder;
  let release: (() => void) | undefined;
  try {
    release = await lockFolder(dataDir);
    const client = await prepare(folder);
    const free = release;
    let closing: Promise<void> | undefined;
    const close = () => (closing ??= client.close().finally(free));
    return createStore({ db: drizzle(client), setting: 'SIGHTGLASS_DATA', through, close });
  } catch (error) {
    release?.();
    throw isAppError(error) ? error : cannotOpen(dataDir, error);
  }
}

async function prepare({ dataDir, migrationsDir, initEntry }: Folder) {
  if (await isNewFolder(dataDir)) {
    await (initEntry === undefined
      ? createFolder(dataDir, migrationsDir)
      : createFolderElsewhere(initEntry, dataDir, migrationsDir));
  }
  // Left behind by a process that was killed while it created the folder.
  await rm(`${dataDir}.new`, { recursive: true, force: true });
  return openFolder(dataDir, migrationsDir);
}

const reasons: Record<string, string> = {
  EACCES: 'is not writable',
  EPERM: 'is not writable',
  EROFS: 'is on a read-only file system',
  ENOTDIR: 'is not a folder',
  EEXIST: 'is not a folder',
  ENOSPC: 'is on a full disk',
};

function cannotOpen(dataDir: string, cause: unknown): AppError {
  const reason = reasons[codeOf(cause)] ?? 'cannot be opened as a store; the log has the details';
  return new AppError('store_unavailable', `SIGHTGLASS_DATA: the folder ${path.dirname(dataDir)} ${reason}`, { cause });
}
