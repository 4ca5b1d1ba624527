import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { compressors as unbounded } from 'hyparquet-compressors';
import type { Cells, RawRow, ReadOptions, RowReader } from './raw-row';

/** Decoded at a time; keeps memory to some tens of megabytes however large the row groups are. */
const sliceRows = 50_000;

/** One page of a column, unpacked: writers make them of 1 MB, and what a page says of itself need not be true. */
const maxPageBytes = 256 * 1024 * 1024;

const compressors = Object.fromEntries(
  Object.entries(unbounded).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (!(outputLength <= maxPageBytes)) throw new Error('a page of the Parquet file is larger than 256 MB');
      return unpack(input, outputLength);
    },
  ]),
);

/** Rows of a Parquet file, a slice of a row group at a time. Positions are row numbers, from 0. */
export async function* readParquet(options: ReadOptions): RowReader {
  const file = await asyncBufferFromFile(options.file);
  const metadata = await parquetMetadataAsync(file);
  for (const [from, to] of slices(metadata, options.from)) {
    options.signal?.throwIfAborted();
    const objects = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: to });
    yield objects.map((cells, at): RawRow => {
      const start = from + at;
      return { start, end: start + 1, cells: plainCells(cells) };
    });
  }
}

/** Cuts that depend on the file only, so that a slice never straddles two row groups. */
function* slices(metadata: FileMetaData, from: number): Generator<[number, number]> {
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    for (let start = groupStart; start < groupEnd; start += sliceRows) {
      const end = Math.min(start + sliceRows, groupEnd);
      if (end > from) yield [Math.max(start, from), end];
    }
    groupStart = groupEnd;
  }
}

/** Number of rows, and the first of them. Throws when the file is no Parquet file or is damaged. */
export async function readParquetHead(path: string, max: number): Promise<{ rows: number; cells: Cells[] }> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const cells = await parquetReadObjects({ file, metadata, compressors, rowStart: 0, rowEnd: Math.min(max, rows) });
  return { rows, cells: cells.map(plainCells) };
}

function plainCells(cells: Record<string, unknown>): Record<string, unknown> {
  for (const key in cells) {
    const value = cells[key];
    if (typeof value === 'bigint' || typeof value === 'object') cells[key] = plainValue(value);
  }
  return cells;
}

/** Parquet values as JSON has them: times in Unix ms stay Dates, big integers become numbers where exact, bytes hex. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plainValue);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
}
