import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { wake } from '@/lib/wake/wake';
import type { SampleSpeed, SampleStatus } from '@/lib/model/sample';
import { allowSampleChange } from './allow-sample-change';
import { findSample, readSpeed, writeSpeed } from './sample-state';
import { sampleStatus } from './sample-status';

/** Sets how fast the kept flights are replayed; 0 holds the replay. Throws `not_found` when the sample is removed. */
export async function setSampleSpeed(ctx: Context, { speed }: { speed: SampleSpeed }): Promise<SampleStatus> {
  await allowSampleChange(ctx);
  const workspace = await findSample(ctx);
  if (!workspace) throw new AppError('not_found', 'The sample workspace has been removed.');
  const before = await readSpeed(ctx, workspace.id);
  await ctx.store.transaction(async (tx) => {
    await writeSpeed({ store: tx }, workspace.id, speed);
    await record(tx, ctx, {
      action: 'sample.speed',
      target: `workspace:${workspace.id}`,
      before: { speed: before },
      after: { speed },
    });
  });
  wake('sample');
  return sampleStatus(ctx);
}
