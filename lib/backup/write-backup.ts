import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Services } from '@/lib/context';
import { backupFormat, type BackupManifest, type BackupPhase, type BackupProgress } from '@/lib/model/backup';
import { baseTables } from '@/lib/model/engine-tables';
import packageJson from '@/package.json';
import { writeArchive, type ArchiveWriter } from './archive/archive-writer';
import { LinePacker } from './archive/line-packer';
import { backupFolder, namesIn, unfinished } from './backup-folder';
import { exportSlice, planSlices } from './export-events';
import { exportStore } from './export-store';
import { reachWatermark } from './watermark';

type BackupServices = Pick<Services, 'store' | 'engine' | 'spool' | 'clock' | 'dataDir'>;
export type BackupRun = {
  name: string;
  hasSecrets: boolean;
  signal: AbortSignal;
  onProgress: (change: Partial<BackupProgress> & { phase: BackupPhase }) => void;
};

/**
 * Writes an archive of everything into the data folder while the portal goes on. What was accepted before the call is in
 * it exactly once; what comes later may be in it, and then once. Order matters: the store comes before the events, so that
 * nothing in the store knows of events that are missing. A failed run leaves nothing behind.
 */
export async function writeBackup(services: BackupServices, run: BackupRun): Promise<{ bytes: number; rows: number }> {
  const folder = backupFolder(services);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const left of await namesIn(folder)) if (left.endsWith(unfinished)) await rm(path.join(folder, left));
  const draft = path.join(folder, `${run.name}${unfinished}`);
  run.onProgress({ phase: 'waiting' });
  await reachWatermark(services, {
    signal: run.signal,
    onWait: (message) => run.onProgress({ phase: 'waiting', message }),
  });
  const archive = writeArchive(draft, services.clock.now());
  try {
    const manifest = await fill(services, archive, run);
    await archive.finish(manifest);
    await rename(draft, path.join(folder, run.name));
    return { bytes: archive.bytes(), rows: manifest.engine.tables.reduce((sum, { rows }) => sum + rows, 0) };
  } catch (error) {
    await archive.abandon(error instanceof Error ? error : new Error(String(error)));
    await rm(draft, { force: true });
    throw error;
  }
}

async function fill(services: BackupServices, archive: ArchiveWriter, run: BackupRun): Promise<BackupManifest> {
  // Before the events: an id without its event would have the event refused as a duplicate, should it be sent again.
  const ids = await services.spool.idFiles();
  const workspaces = (await services.store.workspaces.list()).map(({ id, slug, kind }) => ({ id, slug, kind }));
  run.onProgress({ phase: 'store', message: null });
  const store = await exportStore(services, archive);
  for (const { name, bytes } of ids) await archive.add(`files/spool/${name}`, bytes, 0);
  if (run.hasSecrets)
    await archive.add('files/secrets.json', await readFile(path.join(services.dataDir, 'secrets.json')), 0);
  // The sample's events come out of a package, and the portal loads them again.
  const kept = workspaces.filter(({ kind }) => kind !== 'sample').map(({ id }) => id);
  const engine = await exportEngine(services, archive, { ...run, workspaces: kept });
  return {
    format: backupFormat,
    id: randomUUID(),
    version: packageJson.version,
    createdAt: services.clock.now(),
    hasSecrets: run.hasSecrets,
    store,
    engine,
    workspaces,
    entries: [...archive.entries],
  };
}

async function exportEngine(
  services: BackupServices,
  archive: ArchiveWriter,
  { workspaces, signal, onProgress }: BackupRun & { workspaces: string[] },
): Promise<BackupManifest['engine']> {
  const plans = [];
  for (const table of baseTables)
    plans.push({ table, slices: await planSlices(services, { table, workspaces, signal }) });
  const rowsTotal = plans.flatMap(({ slices }) => slices).reduce((sum, { rows }) => sum + rows, 0);
  let before = 0;
  const tables: BackupManifest['engine']['tables'] = [];
  for (const { table, slices } of plans) {
    const packer = new LinePacker(archive, `engine/${table.table}`);
    const report = (): void =>
      onProgress({ phase: 'events', rows: before + packer.rows, rowsTotal, bytes: archive.bytes() });
    report();
    for (const slice of slices) {
      await exportSlice(services, { table, workspaces, signal, slice, packer });
      report();
    }
    before += packer.rows;
    tables.push({ name: table.table, rows: packer.rows });
  }
  return { tables };
}
