import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';

const secret = z.string().min(32);
const names = ['sessionSecret', 'engineSecret', 'embedSecret', 'channelSecret'] as const;
const schema = z.looseObject({
  sessionSecret: secret.optional(),
  engineSecret: secret.optional(),
  embedSecret: secret.optional(),
  channelSecret: secret.optional(),
});

/** What this installation signs and encrypts with. Losing the file signs everybody out, breaks signed embeds and loses the secrets of channels. */
export type Secrets = Record<(typeof names)[number], string>;

/**
 * Reads `secrets.json` of the data folder, and makes it (mode 0600) or what is missing in it. Throws
 * `store_unavailable`, naming SIGHTGLASS_DATA, when the folder cannot be read or written.
 */
export async function loadSecrets(dataDir: string, log: Logger): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  try {
    const stored = await readSecrets(file);
    if (stored !== null) await warnIfOpen(file, log);
    const missing = names.filter((name) => stored?.[name] === undefined);
    const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')]));
    const secrets = { ...stored, ...made } as Secrets;
    if (missing.length > 0) await writeSecrets(file, secrets);
    return secrets;
  } catch (error) {
    throw new AppError(
      'store_unavailable',
      `SIGHTGLASS_DATA: the file ${file} cannot be read or written, or is damaged`,
      { cause: error },
    );
  }
}

async function readSecrets(file: string): Promise<z.output<typeof schema> | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return schema.parse(JSON.parse(text));
}

/** Whole or not at all: a half-written file would lock everybody out after the next start. */
async function writeSecrets(file: string, secrets: Secrets): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  try {
    await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
    await chmod(draft, 0o600);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function warnIfOpen(file: string, log: Logger): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    log.warn({ file, mode: (mode & 0o777).toString(8) }, 'secrets.json can be read by other users; chmod 600 it');
}
