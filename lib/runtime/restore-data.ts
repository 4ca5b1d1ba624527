import { mkdir, mkdtemp, readdir, readFile, rename, rm, cp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { verifyArchive } from '@/lib/backup/archive/verify-archive';
import { refuseFilledEngine, restoreEvents, type RestoreSource } from '@/lib/backup/restoring/restore-events';
import { restoreFiles } from '@/lib/backup/restoring/restore-files';
import { refuseOtherStore, restoreStore } from '@/lib/backup/restoring/restore-store';
import type { Config } from '@/lib/config/config';
import { openEngine } from '@/lib/engine/client';
import { AppError } from '@/lib/errors/app-error';
import type { BackupManifest } from '@/lib/model/backup';
import { openStore } from '@/lib/store/open';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';

export type RestoreOptions = {
  file: string;
  /** Where to: its data folder, and the servers if it names any. */
  config: Config;
  areChannelsOff: boolean;
  /** Where the bundles of the child processes are. */
  distDir: string;
  migrationsDir: string;
  onStep: (words: string) => void;
  onProgress: (share: number, words: string) => void;
};

export type Restored = { manifest: BackupManifest; events: number; storeRows: number };

/** What a fresh file system brings along. */
const ignored = new Set(['lost+found']);
const draftName = '.restoring';

/**
 * Restores an archive into an empty data folder, and into empty databases where the settings name servers. Everything is
 * verified before anything is touched, and the folder is filled last, so that a restore that was stopped leaves nothing
 * that looks like a portal. Throws AppError with what to do next.
 */
export async function restoreData(options: RestoreOptions): Promise<Restored> {
  const { file, config, onStep } = options;
  await refuseFilledFolder(config.dataDir);
  onStep('Verifying the archive');
  const manifest = await verifyArchive(file, (bytes) =>
    options.onProgress(0, `${Math.round(bytes / 1e6)} MB verified`),
  );
  const draft = path.join(config.dataDir, draftName);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const restored = await restoreInto(draft, { file, manifest }, options);
    await restoreFiles(file, draft);
    // The secrets go last: with them in place the folder is whole.
    const names = (await readdir(draft)).sort((a, b) => Number(a === 'secrets.json') - Number(b === 'secrets.json'));
    for (const name of names) await rename(path.join(draft, name), path.join(config.dataDir, name));
    return { manifest, ...restored };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function refuseFilledFolder(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const first = names.find((name) => !ignored.has(name) && name !== draftName);
  if (first !== undefined)
    throw new AppError(
      'conflict',
      `The folder ${dataDir} is not empty (${first}). Name a new folder with --data, or move this one away first.`,
    );
}

async function restoreInto(draft: string, source: RestoreSource, options: RestoreOptions) {
  const { config, distDir, areChannelsOff, onStep, onProgress } = options;
  const log = createLogger('warn');
  const migrations = await migrationsUpTo(options.migrationsDir, source.manifest);
  const closing: (() => Promise<unknown>)[] = [migrations.remove];
  try {
    onStep('Opening an empty store and engine');
    const store = await openStore(storeOptions(options, draft, migrations.dir), { log });
    closing.push(() => store.close());
    await refuseOtherStore({ store }, source);
    const engine = await openEngine({
      config:
        config.engine.mode === 'embedded' ? { mode: 'embedded', dataDir: path.join(draft, 'engine') } : config.engine,
      hostEntry: path.join(distDir, 'engine-host.mjs'),
      log,
      metrics: createMetrics(),
      clock: systemClock,
    });
    closing.push(() => engine.close());
    await refuseFilledEngine({ engine });
    onStep('Restoring events');
    const total = source.manifest.engine.tables.reduce((sum, { rows }) => sum + rows, 0);
    await restoreEvents({ engine }, source, (rows) =>
      onProgress(rows / Math.max(1, total), `${rows} of ${total} rows`),
    );
    onStep('Restoring people, dashboards, rules, incidents and channels');
    const mending = { restoredAt: systemClock.now(), areChannelsOff };
    const storeRows = await restoreStore({ store }, source, mending);
    return { events: source.manifest.engine.tables.find(({ name }) => name === 'events')?.rows ?? 0, storeRows };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

const storeOptions = ({ config, distDir }: RestoreOptions, draft: string, migrationsDir: string) =>
  config.store.mode === 'postgres'
    ? { ...config.store, migrationsDir }
    : {
        mode: 'pglite' as const,
        dataDir: path.join(draft, 'store'),
        initEntry: path.join(distDir, 'store-init.mjs'),
        migrationsDir,
      };

type Journal = { entries: unknown[] };

/**
 * The migrations that the archive's tables have seen and no more: newer ones change rows, so they run when the portal
 * starts on what was restored. Throws `invalid_input` for an archive of a newer version.
 */
async function migrationsUpTo(migrationsDir: string, manifest: BackupManifest) {
  const journal = JSON.parse(await readFile(path.join(migrationsDir, 'meta', '_journal.json'), 'utf8')) as Journal;
  const { migrations } = manifest.store;
  if (migrations > journal.entries.length)
    throw new AppError('invalid_input', `The archive was made by the newer version ${manifest.version}. Use that one.`);
  const dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-migrations-'));
  await cp(migrationsDir, dir, { recursive: true });
  const shortened = { ...journal, entries: journal.entries.slice(0, migrations) };
  await writeFile(path.join(dir, 'meta', '_journal.json'), JSON.stringify(shortened));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
