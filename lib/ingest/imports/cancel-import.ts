import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { ImportJob } from '@/lib/model/import-job';
import { findImport } from './find-import';
import { removeImportFile } from './import-file';
import { wake } from '@/lib/wake/wake';

/** Stops a load or gives up one that was not started. What was loaded stays; the file is deleted. Throws `not_found`. */
export async function cancelImport(ctx: Context, input: { id: string }): Promise<ImportJob> {
  authorize(ctx, 'imports:run');
  const job = await findImport(ctx, input.id);
  if (job.state === 'done' || job.state === 'cancelled') return job;
  const change = { state: 'cancelled', updatedAt: ctx.clock.now() } as const;
  await ctx.store.transaction(async (tx) => {
    await tx.imports.update(job.id, change);
    await record(tx, ctx, {
      action: 'import.cancel',
      target: `import:${job.id}`,
      before: { state: job.state, rowsLoaded: job.rowsLoaded },
    });
  });
  await removeImportFile(ctx, job.id);
  wake('imports');
  return { ...job, ...change };
}
