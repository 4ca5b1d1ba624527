import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';
import { sessionMaxAgeSeconds } from './session';

const secret = z.string().min(32);
const names = ['sessionSecret', 'engineSecret', 'embedSecret', 'channelSecret'] as const;
const schema = z.looseObject({
  sessionSecret: secret.optional(),
  engineSecret: secret.optional(),
  embedSecret: secret.optional(),
  channelSecret: secret.optional(),
  previous: z.object({ sessionSecret: secret, sessionUntil: z.number(), channelSecret: secret.nullable() }).optional(),
});

/** What this installation signs and encrypts with. Losing the file signs everybody out, breaks signed embeds and loses the secrets of channels. */
export type Secrets = Record<(typeof names)[number], string> & {
  previous?:
    | {
        /** Opens sessions until `sessionUntil`, Unix ms, when the last of them has run out. */
        sessionSecret: string;
        sessionUntil: number;
        /** Null once nothing is sealed with it any more. */
        channelSecret: string | null;
      }
    | undefined;
};

/** What session cookies may be signed with now; the first one signs. */
export function sessionSecretsOf({ sessionSecret, previous }: Secrets, now: number): [string, ...string[]] {
  return previous !== undefined && now < previous.sessionUntil
    ? [sessionSecret, previous.sessionSecret]
    : [sessionSecret];
}

/** What secrets in the store may be sealed with; the first one seals. */
export function sealingSecretsOf({ channelSecret, previous }: Secrets): [string, ...string[]] {
  return typeof previous?.channelSecret === 'string' ? [channelSecret, previous.channelSecret] : [channelSecret];
}

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
    const made = Object.fromEntries(missing.map((name) => [name, newSecret()]));
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

/**
 * Puts new secrets for sessions and sealing in place and keeps the old ones beside them, so that nothing is lost at any
 * moment. A rotation whose sealing was not finished goes on with the secrets it made.
 */
export async function beginRotation(dataDir: string, log: Logger, now: number): Promise<Secrets> {
  const old = await loadSecrets(dataDir, log);
  if (typeof old.previous?.channelSecret === 'string') return old;
  const next: Secrets = {
    ...old,
    sessionSecret: newSecret(),
    channelSecret: newSecret(),
    previous: {
      sessionSecret: old.sessionSecret,
      sessionUntil: now + sessionMaxAgeSeconds * 1_000,
      channelSecret: old.channelSecret,
    },
  };
  await writeSecrets(path.join(dataDir, 'secrets.json'), next);
  return next;
}

/** Everything is sealed with the new secret: the old one goes. */
export async function finishRotation(dataDir: string, secrets: Secrets): Promise<void> {
  if (secrets.previous === undefined) return;
  const previous = { ...secrets.previous, channelSecret: null };
  await writeSecrets(path.join(dataDir, 'secrets.json'), { ...secrets, previous });
}

const newSecret = () => randomBytes(32).toString('base64url');

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
