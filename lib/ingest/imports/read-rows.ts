import type { ImportFormat } from '@/lib/model/import-job';
import { sniffCsv } from './csv-dialect';
import type { ReadOptions, RowReader } from './raw-row';
import { readAccessLog } from './read-access-log';
import { readCsv } from './read-csv';
import { headBytes, readHead } from './read-head';
import { readNdjson } from './read-ndjson';
import { readParquet } from './read-parquet';

export type RowSource = ReadOptions & { format: ImportFormat; workspaceId: string };

/** The rows of a file of this format, from a position on. Memory does not grow with the file. */
export async function* readRows(source: RowSource): RowReader {
  switch (source.format) {
    case 'csv':
      return yield* readCsv(source, sniffCsv(await readHead(source.file, headBytes)));
    case 'ndjson':
      return yield* readNdjson(source);
    case 'access-log':
      return yield* readAccessLog(source, source.workspaceId);
    case 'parquet':
      return yield* readParquet(source);
  }
}
