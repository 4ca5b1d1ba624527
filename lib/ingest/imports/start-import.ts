import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { ImportJob, ImportMapping } from '@/lib/model/import-job';
import { findImport } from './find-import';
import { importFileSize } from './import-file';
import { wake } from '@/lib/wake/wake';

/**
 * Starts the load, with a corrected mapping when one is given; a failed import goes on from where it stopped. Starting one
 * that runs or is done changes nothing. Throws `conflict` when it cannot be started any more, `invalid_input` for a
 * mapping that cannot work.
 */
export async function startImport(
  ctx: Context,
  input: { id: string; mapping?: ImportMapping | undefined },
): Promise<ImportJob> {
  authorize(ctx, 'imports:run');
  const job = await findImport(ctx, input.id);
  if (job.state === 'running' || job.state === 'done') return job;
  if (job.state !== 'mapping' && job.state !== 'failed')
    throw new AppError('conflict', `This import is ${job.state} and cannot be started.`);
  const mapping = input.mapping ?? job.mapping;
  if (mapping === null || (await importFileSize(ctx, job.id)) === null)
    throw new AppError('conflict', 'The file of this import is no longer here. Upload it again.');
  checkMapping(mapping, job);
  const change = { state: 'running', mapping, error: null, updatedAt: ctx.clock.now() } as const;
  await ctx.store.transaction(async (tx) => {
    await tx.imports.update(job.id, change);
    await record(tx, ctx, { action: 'import.start', target: `import:${job.id}`, after: { mapping } });
  });
  wake('imports');
  return { ...job, ...change };
}

const single = ['timestamp', 'name', 'id', 'user', 'session', 'value'] as const;

function checkMapping(mapping: ImportMapping, job: ImportJob): void {
  if (job.mapping !== null && mapping.format !== job.mapping.format)
    throw new AppError('invalid_input', `The file is ${job.mapping.format}, not ${mapping.format}.`);
  if (job.position > 0 && JSON.stringify(mapping) !== JSON.stringify(job.mapping))
    throw new AppError('conflict', 'Rows are loaded already; the mapping cannot change any more.');
  for (const target of single) {
    const columns = mapping.columns.filter(({ to }) => to === target).map(({ column }) => column);
    if (columns.length > 1)
      throw new AppError('invalid_input', `Only one column can be the ${target}: ${columns.join(', ')}`, {
        fields: [{ path: 'mapping.columns', reason: `${target} is given ${columns.length} times` }],
      });
  }
}
