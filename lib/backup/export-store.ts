import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { BackupManifest } from '@/lib/model/backup';
import type { TableRows } from '@/lib/store/table-ports';
import type { ArchiveWriter } from './archive/archive-writer';
import { LinePacker } from './archive/line-packer';

type StoreTables = BackupManifest['store'];

/** Writes every table of the store as of one moment. */
export async function exportStore({ store }: Pick<Services, 'store'>, archive: ArchiveWriter): Promise<StoreTables> {
  const migrations = await store.tables.version();
  return await store.tables.snapshot(async (tables) => {
    const done: StoreTables['tables'] = [];
    for (const table of tables) {
      const rows = await exportTable(table, archive);
      done.push({ name: table.name, columns: table.columns, rows });
    }
    return { migrations, tables: done };
  });
}

async function exportTable({ name, rows }: TableRows, archive: ArchiveWriter): Promise<number> {
  const packer = new LinePacker(archive, `store/${name}`);
  for await (const lines of rows) {
    if (name === 'imports') refuseRunning(lines);
    await packer.add(Buffer.from(`${lines.join('\n')}\n`));
  }
  await packer.flush();
  return packer.rows;
}

/**
 * The rows and the position of an import change one after the other, so no moment has both of an import that runs.
 * Its caller waited until none did; this one began in between.
 */
function refuseRunning(lines: readonly string[]): void {
  const isRunning = lines.some((line) => (JSON.parse(line) as { state?: string }).state === 'running');
  if (isRunning) throw new AppError('overloaded', 'An import has just begun.', { retryAfterMs: 1_000 });
}
