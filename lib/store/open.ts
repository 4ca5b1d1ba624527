import path from 'node:path';
import type { Logger } from 'pino';
import type { Through } from './create-store';
import type { Store } from './store';

export type StoreOptions = (
  | {
      mode: 'pglite';
      /** The folder of the embedded store, `<data>/store`. */
      dataDir: string;
      /** The bundled `init.ts`; when given, a new folder is created by that process instead of this one. */
      initEntry?: string;
    }
  | { mode: 'postgres'; url: string }
) & {
  /** Where the SQL migrations are; found from the project's root by default. */
  migrationsDir?: string;
};

/**
 * Opens the relational store and brings it to the newest migration. Throws `store_unavailable`, with a message that
 * names DATABASE_URL or SIGHTGLASS_DATA, when it cannot be reached, written or migrated or another portal has it.
 */
export async function openStore(options: StoreOptions, deps: { log: Logger; through?: Through }): Promise<Store> {
  const migrationsDir = options.migrationsDir ?? path.join(process.cwd(), 'lib', 'store', 'migrations');
  if (options.mode === 'postgres') {
    const { openPostgres } = await import('./open-postgres');
    return openPostgres({ url: options.url, migrationsDir }, deps);
  }
  // Loaded on demand: with DATABASE_URL, the 40 MB of PGlite are never read.
  const { openPglite } = await import('./open-pglite');
  return openPglite({ dataDir: options.dataDir, initEntry: options.initEntry, migrationsDir }, deps);
}
