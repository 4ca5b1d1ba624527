import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { wake } from '@/lib/wake/wake';
import { allowSampleChange } from './allow-sample-change';
import { findSample, readPurges, writePurges } from './sample-state';

/**
 * Removes the sample workspace with everything in it. It is gone for everybody at once; the engine's rows are deleted in
 * the background, also over a restart. Removing it twice changes nothing.
 */
export async function removeSample(ctx: Context): Promise<{ removed: boolean }> {
  await allowSampleChange(ctx);
  const workspace = await findSample(ctx);
  if (!workspace) return { removed: false };
  await ctx.store.transaction(async (tx) => {
    await tx.workspaces.remove(workspace.id);
    await writePurges({ store: tx }, [...(await readPurges({ store: tx })), workspace.id]);
    await record(tx, ctx, {
      action: 'sample.remove',
      target: `workspace:${workspace.id}`,
      before: { name: workspace.name },
    });
  });
  wake('sample');
  return { removed: true };
}
