import type { Services } from '@/lib/context';
import { isAppError, toAppError } from '@/lib/errors/app-error';
import type { ImportJob, ImportMapping } from '@/lib/model/import-job';
import type { RefusedRow } from '@/lib/ingest/insert-rows';
import { cutBatches, maxShownBadRows, type BatchPlan } from './cut-batches';
import type { ImportBatch } from './import-batch';
import { importFile, importFileSize, removeImportFile } from './import-file';
import { insertPatiently } from './insert-patiently';
import { publishBatch } from '@/lib/ingest/publish-batch';
import { refusedRows } from './refused-rows';
import { threadBatches } from './thread-batches';

export type RunOptions = {
  signal: AbortSignal;
  /** The built entry of the reader's worker thread; without it the file is read on this thread. */
  threadFile?: string | undefined;
};

/**
 * Loads a running job from its position to the end. Each batch is inserted under a token made of the job and the batch's
 * two positions and only then is the position remembered: a stop in between inserts the same batch under the same token
 * again, which the engine ignores. Ends the job as `done` or `failed`; returns early, leaving it running, when the signal
 * is aborted, and leaves it alone when it has been cancelled meanwhile.
 */
export async function runImport(services: Services, job: ImportJob, options: RunOptions): Promise<void> {
  try {
    if ((await importFileSize(services, job.id)) === null)
      return await fail(services, job, 'The uploaded file is gone. Upload it again.');
    if (job.mapping === null) return await fail(services, job, 'The import has no mapping. Start it again with one.');
    const isDone = await loadBatches(services, { ...job, mapping: job.mapping }, options);
    if (isDone) await finish(services, job);
  } catch (error) {
    if (options.signal.aborted) return;
    const known = isAppError(error) ? error : toAppError(error);
    services.log.warn({ importId: job.id, err: error }, 'import failed');
    await fail(services, job, known.message);
  }
}

type MappedJob = ImportJob & { mapping: ImportMapping };

async function loadBatches(services: Services, job: MappedJob, options: RunOptions): Promise<boolean> {
  const { id, workspaceId, mapping, position: from, createdAt: receivedAt } = job;
  const plan: BatchPlan = { jobId: id, workspaceId, file: importFile(services, id), mapping, from, receivedAt };
  const batches =
    options.threadFile === undefined
      ? cutBatches(plan, options.signal)
      : threadBatches<ImportBatch>({ file: options.threadFile, data: plan, signal: options.signal });
  let progress: ImportJob = job;
  for await (const batch of batches) {
    const current = await services.store.imports.find(workspaceId, id);
    if (current?.state !== 'running') return false;
    const inserted = await insertBatch(services, batch, { job, signal: options.signal });
    progress = await checkpoint(services, progress, inserted);
  }
  return true;
}

/** Inserts what the batch holds. Rows that only the engine refuses are told apart from the loaded ones afterwards. */
async function insertBatch(
  services: Services,
  batch: ImportBatch,
  run: { job: ImportJob; signal: AbortSignal },
): Promise<ImportBatch> {
  const { job, signal } = run;
  const onWait = async ({ message }: Error) => services.store.imports.update(job.id, { error: `Waiting: ${message}` });
  const refused: RefusedRow[] = [];
  for (const { suffix, rows } of batch.inserts) {
    const token = `import:${job.id}:${batch.from}-${batch.to}${suffix}`;
    const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
    refused.push(...(await insertPatiently(services, { rows: bytes, token }, { signal, onWait })));
  }
  services.metrics.ingest.flushed.inc(batch.loaded - refused.length);
  if (refused.length === 0) return batch;
  const badRows = await refusedRows(importFile(services, job.id), { job, refused: refused.slice(0, maxShownBadRows) });
  return {
    ...batch,
    loaded: batch.loaded - refused.length,
    bad: batch.bad + refused.length,
    badRows: [...batch.badRows, ...badRows],
  };
}

async function checkpoint(services: Services, job: ImportJob, batch: ImportBatch): Promise<ImportJob> {
  const change = {
    position: batch.to,
    rowsLoaded: job.rowsLoaded + batch.loaded,
    rowsBad: job.rowsBad + batch.bad,
    badRows: [...job.badRows, ...batch.badRows].slice(0, maxShownBadRows),
    error: null,
    updatedAt: services.clock.now(),
  };
  // The rows can be queried already, so caches and charts hear of them even if the store fails now.
  publishBatch(services, job.workspaceId, batch.names);
  await services.store.imports.update(job.id, change);
  return { ...job, ...change };
}

async function finish(services: Services, job: ImportJob): Promise<void> {
  await services.store.imports.update(job.id, {
    state: 'done',
    position: job.positionTotal,
    error: null,
    updatedAt: services.clock.now(),
  });
  await removeImportFile(services, job.id);
}

const fail = (services: Services, job: ImportJob, error: string): Promise<void> =>
  services.store.imports.update(job.id, { state: 'failed', error, updatedAt: services.clock.now() });
