import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { hashApiKey, newApiKeyText } from '@/lib/auth/api-key';
import { apiKeyOf } from '@/lib/auth/create-api-key';
import { recordAccess } from '@/lib/auth/record-access';
import type { Services } from '@/lib/context';
import type { Scope } from '@/lib/model/actor';

type Deps = Pick<Services, 'store' | 'clock' | 'newId' | 'dataDir' | 'log'>;

const schema = z.object({ url: z.string(), key: z.string() });
type CliAccess = z.output<typeof schema>;

const name = 'Command line on this machine';
const scopes: Scope[] = ['ingest', 'query', 'manage'];

/**
 * Leaves `cli.json` (mode 0600) in the data folder: the portal's address and a key of the main workspace, so that commands
 * on the same machine need no flags. A key that still works is kept. The portal also starts when this fails.
 */
export async function giveCliAccess(deps: Deps, url: string): Promise<void> {
  const file = path.join(deps.dataDir, 'cli.json');
  try {
    const known = await readAccess(file);
    if (known !== null && (await isInUse(deps, known.key))) await writeAccess(file, { url, key: known.key });
    else await makeAccess(deps, file, url);
  } catch (error) {
    deps.log.warn({ err: error, file }, 'commands on this machine need --key, as cli.json could not be written');
  }
}

async function readAccess(file: string): Promise<CliAccess | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

async function isInUse({ store }: Deps, key: string): Promise<boolean> {
  const row = await store.apiKeys.findByHash(hashApiKey(key));
  return row !== null && row.revokedAt === null;
}

async function makeAccess(deps: Deps, file: string, url: string): Promise<void> {
  const main = (await deps.store.workspaces.list()).find(({ kind }) => kind === 'main');
  if (main === undefined) return;
  const key = newApiKeyText(scopes);
  const fields = { id: deps.newId(), workspaceId: main.id, createdAt: deps.clock.now(), name, scopes };
  await deps.store.transaction(async (tx) => {
    await tx.apiKeys.insert(apiKeyOf(key, fields));
    await recordAccess(tx, deps, {
      actor: { kind: 'system', workspaceId: main.id, purpose: 'start' },
      action: 'api_key.create',
      target: `api_key:${fields.id}`,
      after: { name, scopes },
    });
    // Inside the transaction: a key that nobody could be told of is taken back.
    await writeAccess(file, { url, key });
  });
}

async function writeAccess(file: string, access: CliAccess): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    await writeFile(draft, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
    await chmod(draft, 0o600);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
