import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { BackupFile } from '@/lib/model/backup';

type WithFolder = Pick<Services, 'dataDir'>;

const nameForm = /^sightglass-\d{8}T\d{6}Z\.tar$/;
/** Of an archive that is being written, or that a stop left unfinished. */
export const unfinished = '.part';

export const backupFolder = ({ dataDir }: WithFolder): string => path.join(dataDir, 'backups');

/** `sightglass-20260131T235959Z.tar`: sorts by time. */
export const backupName = (at: number): string =>
  `sightglass-${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.tar`;

/** The archives of the data folder, newest first. */
export async function listBackupFiles(services: WithFolder): Promise<BackupFile[]> {
  const folder = backupFolder(services);
  const names = (await namesIn(folder)).filter((name) => nameForm.test(name));
  const files = names.sort().reverse();
  return Promise.all(
    files.map(async (name) => {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      return { name, bytes: size, createdAt: Math.round(mtimeMs) };
    }),
  );
}

/** The path of an archive. Throws `not_found` for every name that is not one of a backup that is there. */
export async function findBackupFile(services: WithFolder, name: string): Promise<{ file: string; bytes: number }> {
  const file = path.join(backupFolder(services), name);
  const size = nameForm.test(name)
    ? await stat(file).then(
        (found) => found.size,
        () => null,
      )
    : null;
  if (size === null) throw new AppError('not_found', 'There is no such backup.');
  return { file, bytes: size };
}

export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
