import { record } from '@/lib/audit/record';
import { builtInSlugs } from '@/lib/auth/workspace-slug';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { wake } from '@/lib/wake/wake';
import type { SampleStatus } from '@/lib/model/sample';
import type { Workspace } from '@/lib/model/workspace';
import { allowSampleChange } from './allow-sample-change';
import { findSample, readSetting } from './sample-state';
import { sampleStatus } from './sample-status';

/** Makes the sample workspace again, owned by who asks, and begins to load it. Throws `conflict` while it is switched off. */
export async function restoreSample(ctx: Context): Promise<SampleStatus> {
  await allowSampleChange(ctx);
  if (await findSample(ctx)) return sampleStatus(ctx);
  const { actor } = ctx;
  if (actor.kind !== 'user')
    throw new AppError('forbidden', 'Sign in to restore the sample: it needs somebody to own it.');
  if ((await readSetting(ctx))?.isOn === false)
    throw new AppError('conflict', 'The sample is switched off. Start the portal with SIGHTGLASS_SAMPLE=on.');
  const workspace: Workspace = {
    id: ctx.newId(),
    slug: builtInSlugs.sample,
    name: 'Sample: US flights',
    kind: 'sample',
    timezone: 'UTC',
    retentionDays: null,
    createdAt: ctx.clock.now(),
  };
  await ctx.store.transaction(async (tx) => {
    await tx.workspaces.insert(workspace);
    await tx.workspaces.addMember(workspace.id, actor.userId, 'owner');
    await record(tx, ctx, { action: 'sample.restore', target: `workspace:${workspace.id}` });
  });
  wake('sample');
  return sampleStatus(ctx);
}
