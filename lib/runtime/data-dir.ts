import { constants } from 'node:fs';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors/app-error';

/** Makes the data folder and proves that it can be written, so that a wrong mount is named at once and by its setting. */
export async function openDataDir(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, '.write-probe');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    await writeFile(probe, 'ok');
    await rm(probe);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new AppError(
      'store_unavailable',
      `The data folder ${dataDir} cannot be written (${reason}). Set SIGHTGLASS_DATA to a folder that can.`,
      { cause },
    );
  }
}
