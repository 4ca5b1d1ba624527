import { stat } from 'node:fs/promises';
import { AppError } from '@/lib/errors/app-error';
import type { ImportFormat, ImportMapping } from '@/lib/model/import-job';
import { inferFormat } from './infer-format';
import { accessLogMapping, inferMapping } from './infer-mapping';
import { accessLogColumns } from './parse-access-line';
import type { Cells } from './raw-row';
import { headBytes, readHead } from './read-head';
import { parquetHead } from './parquet-head';
import { readRows } from './read-rows';

type FileOwner = { fileName: string; workspaceId: string };
const inferenceRows = 1_000;

/** What a file holds and how far reading it goes. Throws `invalid_input` in words for people when it cannot be imported. */
export async function inspectFile(
  file: string,
  owner: FileOwner,
): Promise<{ mapping: ImportMapping; positionTotal: number }> {
  const guess = inferFormat(await readHead(file, headBytes));
  if (!guess.ok) throw new AppError('invalid_input', guess.reason);
  const { format } = guess;
  const { size } = await stat(file);
  const head = format === 'parquet' ? await parquetHead(file, { bytes: size, max: inferenceRows }) : null;
  const sample = head?.cells ?? (await sampleCells(file, { format, workspaceId: owner.workspaceId }));
  const positionTotal = head?.rows ?? size;
  if (sample.length === 0) throw new AppError('invalid_input', 'No row of the file can be read.');
  const mapping =
    format === 'access-log'
      ? accessLogMapping(accessLogColumns)
      : inferMapping(sample, { format, fileName: owner.fileName });
  return { mapping, positionTotal };
}

/** The first rows that can be read, and no more than the first few chunks of the file. */
export async function sampleCells(
  file: string,
  source: { format: ImportFormat; workspaceId: string },
  max = inferenceRows,
): Promise<Cells[]> {
  if (source.format === 'parquet') return (await parquetHead(file, { bytes: (await stat(file)).size, max })).cells;
  const sample: Cells[] = [];
  let seen = 0;
  for await (const rows of readRows({ ...source, file, from: 0 })) {
    for (const row of rows) if (row.cells !== null && sample.length < max) sample.push(row.cells);
    seen += rows.length;
    if (sample.length >= max || seen > 20 * max) break;
  }
  return sample;
}
