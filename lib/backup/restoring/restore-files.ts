import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import { readArchive } from '../archive/read-archive';

/** Nothing else is ever written, whatever an archive names. */
const known = /^files\/(secrets\.json|spool\/(?:seed|ids-\d{14}\.bin))$/;

/** Puts the files of an archive into a data folder, readable for their owner only. */
export async function restoreFiles(file: string, dataDir: string): Promise<void> {
  for await (const { name, bytes } of readArchive(file, (entry) => entry.startsWith('files/'))) {
    const place = known.exec(name)?.[1];
    if (place === undefined) throw new AppError('invalid_input', `The archive has a file that no backup has: ${name}.`);
    const target = path.join(dataDir, place);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(target, bytes, { mode: 0o600, flush: true });
  }
}
