import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/errors/app-error';
import type { Cells } from './raw-row';
import { readParquetHead } from './read-parquet';
import { readerLimits, tooMuchMemory } from './reader-limits';

export type ParquetHead = { rows: number; cells: Cells[] };
/** What the thread is given instead of a plan for batches. */
export type HeadOrder = { head: { file: string; max: number } };

const timeoutMs = 30_000;
/** A row of a file takes some bits at least; a few bytes that stand for a billion rows are no file that anybody has. */
const maxRowsPerByte = 1_000;

/** The built entry of the reader's thread: the bundle next to the server's own. */
export const importThreadFile = (entry = process.argv[1] ?? ''): string =>
  path.join(path.dirname(entry), 'import-thread.mjs');

/**
 * The number of rows of a Parquet file and the first `max` of them. Reading one that is made for it takes all the memory
 * there is, so a thread does it, that can be ended. Throws `invalid_input` for a file that is damaged or cannot be read.
 */
export async function parquetHead(file: string, { bytes, max }: { bytes: number; max: number }): Promise<ParquetHead> {
  const threadFile = importThreadFile();
  const head = existsSync(threadFile) ? await inThread(threadFile, { head: { file, max } }) : await here(file, max);
  if (head.rows > 1_000_000 && head.rows > bytes * maxRowsPerByte)
    throw new AppError('invalid_input', `The file has ${bytes} bytes and says that it holds ${head.rows} rows.`);
  return head;
}

async function here(file: string, max: number): Promise<ParquetHead> {
  return await readParquetHead(file, max).catch((cause: unknown) => {
    throw damaged(cause);
  });
}

const damaged = (cause: unknown): AppError =>
  new AppError('invalid_input', 'The Parquet file is damaged or not complete.', { cause });

async function inThread(threadFile: string, order: HeadOrder): Promise<ParquetHead> {
  const worker = new Worker(threadFile, { workerData: order, resourceLimits: readerLimits });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', (error) => reject(tooMuchMemory(error) ?? damaged(error)));
      worker.on('exit', () => reject(damaged(null)));
      timer = setTimeout(() => reject(new AppError('invalid_input', tooSlow)), timeoutMs);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const tooSlow = `Reading the first rows of the Parquet file takes longer than ${timeoutMs / 1_000} s. Write it with smaller row groups.`;
