import { openStore } from '@/lib/store/open';
import { createLogger } from '@/lib/telemetry/logger';
import { apiKey, workspace } from './contract';

/** Run as a process: writes pairs of rows in transactions and says so after each commit, until somebody kills it. */
async function main([dataDir, prefix]: string[]): Promise<void> {
  const store = await openStore({ mode: 'pglite', dataDir: dataDir ?? '' }, { log: createLogger('silent') });
  for (let n = 0; ; n += 1) {
    const id = `${prefix}-${n}`;
    await store.transaction(async (tx) => {
      await tx.workspaces.insert(workspace(id));
      await tx.apiKeys.insert(apiKey(`key-${id}`, id));
    });
    process.stdout.write(`${id}\n`);
  }
}

void main(process.argv.slice(2));
