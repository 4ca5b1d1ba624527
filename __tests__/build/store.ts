import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '@/lib/store/open';
import type { Through } from '@/lib/store/create-store';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { copyStoreTo } from './store-template';

/**
 * A real, migrated, empty store of its own for one test file: PGlite in a temporary folder. `close` closes it and removes
 * the folder.
 */
export async function openTestStore(
  through?: Through,
): Promise<{ store: Store; dataDir: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-store-'));
  const dataDir = path.join(folder, 'store');
  await copyStoreTo(dataDir);
  const store = await openStore(
    { mode: 'pglite', dataDir },
    { log: createLogger('silent'), ...(through && { through }) },
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
