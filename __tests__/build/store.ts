import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '@/lib/store/open';
import { createFolder } from '@/lib/store/data-folder';
import type { Through } from '@/lib/store/create-store';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';

const migrationsDir = path.resolve('lib/store/migrations');

/**
 * A real, migrated, empty store of its own for one test file: PGlite in a temporary folder, copied from a template
 * that is made once per state of the migrations. `close` closes it and removes the folder.
 */
export async function openTestStore(
  through?: Through,
): Promise<{ store: Store; dataDir: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-store-'));
  const dataDir = path.join(folder, 'store');
  await cp(await template(), dataDir, { recursive: true });
  const store = await openStore(
    { mode: 'pglite', dataDir, migrationsDir },
    {
      log: createLogger('silent'),
      ...(through && { through }),
    },
  );
  return {
    store,
    dataDir,
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function template(): Promise<string> {
  const files = (await readdir(migrationsDir)).filter((name) => name.endsWith('.sql')).sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(await readFile(path.join(migrationsDir, name)));
  const final = path.join(os.tmpdir(), `sightglass-store-template-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(final)) return final;
  const draft = await mkdtemp(`${final}-`);
  const made = path.join(draft, 'store');
  await createFolder(made, migrationsDir);
  // Another Jest worker may have been quicker; its template is as good as ours.
  await rename(made, final).catch(async (error: unknown) => {
    if (!(await exists(final))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return final;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
