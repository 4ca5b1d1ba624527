import { spawn } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

/**
 * The defaults keep 128 MB of shared buffers in WebAssembly memory, which never shrinks; this store is small.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB'];

/** Opens an existing folder and brings it to the newest migration. */
export async function openFolder(dataDir: string, migrationsDir: string): Promise<PGlite> {
  const client = await PGlite.create({ dataDir, startParams });
  try {
    await migrate(drizzle(client), { migrationsFolder: migrationsDir });
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

export async function isNewFolder(dataDir: string): Promise<boolean> {
  return access(path.join(dataDir, 'PG_VERSION')).then(
    () => false,
    () => true,
  );
}

/**
 * Creates and migrates a new data folder next to its final place and moves it there when it is whole, so that a
 * process killed half-way leaves nothing that looks like a store.
 */
export async function createFolder(dataDir: string, migrationsDir: string): Promise<void> {
  const draft = `${dataDir}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(path.dirname(dataDir), { recursive: true });
  const client = await openFolder(draft, migrationsDir);
  await client.close();
  await rename(draft, dataDir);
}

/** The same in a process of its own: initdb leaves 490 MB resident in the process that ran it. */
export async function createFolderElsewhere(initEntry: string, dataDir: string, migrationsDir: string): Promise<void> {
  const child = spawn(process.execPath, [initEntry, dataDir, migrationsDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4_000)));
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) throw new Error(`Creating the store ended with ${code}: ${stderr.trim()}`);
}
