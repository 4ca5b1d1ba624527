import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Store } from '@/lib/store/store';
import { unpackLines } from '../archive/line-packer';
import { readArchive } from '../archive/read-archive';
import { mendRow, type Mending } from './mend-row';
import type { RestoreSource } from './restore-events';

type WithStore = Pick<Services, 'store'>;
type Table = { name: string; columns: string[] };

const rowsPerInsert = 200;

/** Throws `conflict` when the store holds anything, and `invalid_input` when its tables are not those of the archive. */
export async function refuseOtherStore({ store }: WithStore, { manifest }: RestoreSource): Promise<void> {
  const filled = await store.tables.filled();
  if (filled.length > 0)
    throw new AppError('conflict', `The store already has rows (${filled[0]}). Restore into an empty database.`);
  const version = await store.tables.version();
  if (version !== manifest.store.migrations)
    throw new AppError(
      'invalid_input',
      `The archive was made by version ${manifest.version} with ${manifest.store.migrations} migrations of the store; ` +
        `the database has ${version}. Restore into an empty database, with version ${manifest.version} or a newer one.`,
    );
}

/** Loads every table in one transaction: all rows or none. */
export async function restoreStore({ store }: WithStore, source: RestoreSource, mending: Mending): Promise<number> {
  const tables = new Map<string, Table>(source.manifest.store.tables.map((table) => [table.name, table]));
  return await store.transaction(async (tx) => {
    let rows = 0;
    for await (const { name, bytes } of readArchive(source.file, (entry) => entry.startsWith('store/'))) {
      const table = tables.get(name.split('/')[1] ?? '');
      if (table === undefined) throw new AppError('invalid_input', `The manifest does not name the table of ${name}.`);
      const lines = (await unpackLines(bytes)).toString('utf8').trimEnd().split('\n');
      rows += await loadLines(tx, table, { lines, mending });
    }
    await tx.tables.finishLoad();
    return rows;
  });
}

async function loadLines(
  tx: Store,
  table: Table,
  { lines, mending }: { lines: string[]; mending: Mending },
): Promise<number> {
  const mended = lines.map((line) => mendRow(table.name, line, mending)).filter((line) => line !== null);
  for (let from = 0; from < mended.length; from += rowsPerInsert)
    await tx.tables.load(table, mended.slice(from, from + rowsPerInsert));
  return mended.length;
}
