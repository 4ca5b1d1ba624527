import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Services } from '@/lib/context';

/** Where the upload of an import lies. Ids are ours or hashed, so no id can leave the folder. */
export const importFile = ({ dataDir }: Pick<Services, 'dataDir'>, id: string): string =>
  path.join(dataDir, 'imports', id);

/** Size in bytes, or null when the file is gone. */
export async function importFileSize(services: Pick<Services, 'dataDir'>, id: string): Promise<number | null> {
  try {
    return (await stat(importFile(services, id))).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export const removeImportFile = (services: Pick<Services, 'dataDir'>, id: string): Promise<void> =>
  rm(importFile(services, id), { force: true });
