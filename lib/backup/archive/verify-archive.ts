import { createHash } from 'node:crypto';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { backupManifestSchema, type BackupManifest } from '@/lib/model/backup';
import { manifestName } from './archive-writer';
import { readArchive } from './read-archive';

type Found = { bytes: number; sha256: string };

/**
 * Reads the whole archive and compares every entry with the manifest. Throws `invalid_input` that says what is damaged,
 * missing or too many, and `not_found` when there is no such file.
 */
export async function verifyArchive(file: string, onBytes: (bytes: number) => void): Promise<BackupManifest> {
  try {
    const { found, manifest } = await scan(file, onBytes);
    compare(manifest, found);
    return manifest;
  } catch (error) {
    if (isAppError(error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new AppError('not_found', `There is no file ${file}.`, { cause: error });
    throw damaged(`it cannot be read to its end (${message})`, error);
  }
}

async function scan(file: string, onBytes: (bytes: number) => void) {
  const found = new Map<string, Found>();
  let manifest: BackupManifest | null = null;
  let bytesRead = 0;
  for await (const { name, bytes } of readArchive(file, () => true)) {
    if (manifest !== null) throw damaged(`${name} stands behind the manifest`);
    onBytes((bytesRead += bytes.length));
    if (name === manifestName) manifest = readManifest(bytes);
    else if (found.has(name)) throw damaged(`${name} is in it twice`);
    else found.set(name, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  if (manifest === null) throw damaged('it has no manifest, so that it was never finished or is cut off');
  return { found, manifest };
}

function readManifest(bytes: Buffer): BackupManifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw damaged('its manifest is not readable', error);
  }
  const parsed = backupManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(`its manifest is not one of this version (${issue?.path.join('.')}: ${issue?.message})`);
}

function compare(manifest: BackupManifest, found: Map<string, Found>): void {
  for (const { name, bytes, sha256 } of manifest.entries) {
    const one = found.get(name);
    if (one === undefined) throw damaged(`${name} is missing`);
    if (one.bytes !== bytes || one.sha256 !== sha256) throw damaged(`${name} is not what was written`);
  }
  if (found.size !== manifest.entries.length) throw damaged('it has entries that its manifest does not name');
}

const damaged = (why: string, cause?: unknown): AppError =>
  new AppError('invalid_input', `The archive is damaged: ${why}. Nothing was changed. Use another backup.`, { cause });
