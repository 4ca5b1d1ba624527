import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import type { ImportJob } from '@/lib/model/import-job';
import { importFile, importFileSize } from './import-file';
import { inspectFile } from './inspect-file';
import { receiveUpload, type UploadBody } from './receive-upload';

export type Upload = {
  fileName: string;
  body: UploadBody;
  /** Chosen by the client: the same key is the same import, so that a repeated command finds its job again. */
  key?: string | undefined;
};

/**
 * Takes a file in, streamed to disk (a gzipped one unpacked), and finds out what is in it. The job then waits in state
 * `mapping` to be started. A key that has been used answers with its job and leaves the body unread. Throws
 * `invalid_input` for a file that cannot be imported and `too_large`.
 */
export async function createImport(ctx: Context, upload: Upload): Promise<ImportJob> {
  authorize(ctx, 'imports:run');
  const id = importIdOf(ctx, upload.key);
  const known = await ctx.store.imports.find(ctx.actor.workspaceId, id);
  if (known && !(await needsFile(ctx, known))) return known;
  const job: ImportJob = known ?? { ...blankJob(ctx, id), fileName: fileNameOf(upload.fileName) };
  if (!known) await ctx.store.imports.insert(job);
  try {
    return await takeIn(ctx, job, upload.body);
  } catch (error) {
    await rm(importFile(ctx, id), { force: true });
    await ctx.store.imports.update(id, { state: 'failed', error: reasonOf(error), updatedAt: ctx.clock.now() });
    throw error;
  }
}

/** True for a job whose upload broke off, or whose file was deleted before all of it was loaded. */
async function needsFile(ctx: Context, { id, state }: ImportJob): Promise<boolean> {
  if (state === 'done' || state === 'running') return false;
  return (await importFileSize(ctx, id)) === null;
}

/** A job that has loaded rows keeps its mapping and its position, so that the same file goes on where it stopped. */
async function takeIn(ctx: Context, job: ImportJob, body: Upload['body']): Promise<ImportJob> {
  const fileBytes = await receiveUpload(ctx, body, job.id);
  const { mapping, positionTotal } = await inspectFile(importFile(ctx, job.id), job);
  const change = {
    state: 'mapping',
    fileBytes,
    positionTotal,
    mapping: job.position > 0 ? job.mapping : mapping,
    error: null,
    updatedAt: ctx.clock.now(),
  } as const;
  await ctx.store.transaction(async (tx) => {
    await tx.imports.update(job.id, change);
    await record(tx, ctx, {
      action: 'import.create',
      target: `import:${job.id}`,
      after: { fileName: job.fileName, fileBytes },
    });
  });
  return { ...job, ...change };
}

/** A client's key becomes an id of this workspace; nobody can guess or take another workspace's. */
export function importIdOf(ctx: Context, key: string | undefined): string {
  if (key === undefined) return ctx.newId();
  return createHash('sha256').update(`${ctx.actor.workspaceId}\n${key}`).digest('base64url').slice(0, 21);
}

function blankJob(ctx: Context, id: string): ImportJob {
  const now = ctx.clock.now();
  return {
    id,
    workspaceId: ctx.actor.workspaceId,
    fileName: '',
    fileBytes: 0,
    state: 'uploading',
    mapping: null,
    position: 0,
    positionTotal: 0,
    rowsLoaded: 0,
    rowsBad: 0,
    badRows: [],
    error: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Only the last part of a path, for display; the file on disk is named by the job's id. */
const fileNameOf = (name: string): string => (name.split(/[\\/]/).pop() ?? '').slice(0, 200) || 'upload';

const reasonOf = (error: unknown): string => (isAppError(error) ? error.message : 'The upload was interrupted.');
