import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { BackupManifest } from '@/lib/model/backup';
import { baseTables, engineTables } from '@/lib/model/engine-tables';
import { unpackLines } from '../archive/line-packer';
import { readArchive } from '../archive/read-archive';

type WithEngine = Pick<Services, 'engine'>;
export type RestoreSource = { file: string; manifest: BackupManifest };

/** Throws `conflict` when the engine holds anything: an archive is never mixed with other data. */
export async function refuseFilledEngine(services: WithEngine): Promise<void> {
  for (const { table } of engineTables)
    if ((await countOf(services, table)) > 0)
      throw new AppError('conflict', `The engine already has rows (${table}). Restore into an empty database.`);
}

/**
 * Inserts the rows of the base tables; the views fill the rollups. Each part has a token, so that a part which is inserted
 * again changes nothing. Throws `internal` when the engine has other numbers of rows afterwards than the manifest.
 */
export async function restoreEvents(
  services: WithEngine,
  { file, manifest }: RestoreSource,
  onRows: (rows: number) => void,
): Promise<void> {
  const rowsOf = new Map(manifest.entries.map(({ name, rows }) => [name, rows]));
  let done = 0;
  for await (const { name, bytes } of readArchive(file, (entry) => entry.startsWith('engine/'))) {
    const table = baseTables.find((one) => one.table === name.split('/')[1])?.table;
    if (table === undefined) throw new AppError('invalid_input', `There is no table for ${name} in this version.`);
    await services.engine.insert({ table, rows: await unpackLines(bytes), token: `restore:${manifest.id}:${name}` });
    onRows((done += rowsOf.get(name) ?? 0));
  }
  for (const { name, rows } of manifest.engine.tables) {
    const found = await countOf(services, name);
    // Rejected events end after some days, also while they are being restored.
    if (found > rows || (name === 'events' && found !== rows))
      throw new AppError('internal', `The engine has ${found} rows of ${name} instead of ${rows}.`);
  }
}

async function countOf({ engine }: WithEngine, table: string): Promise<number> {
  const known = engineTables.find((one) => one.table === table)?.table;
  if (known === undefined) return 0;
  const { rows } = await engine.query<{ n: number }>({ sql: `SELECT count() AS n FROM ${known}`, timeoutMs: 60_000 });
  return rows[0]?.n ?? 0;
}
