import { z } from 'zod';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { RetentionStatus } from '@/lib/model/retention';
import { retentionDaysSchema } from '@/lib/model/workspace';
import { wake } from '@/lib/wake/wake';
import { getRetention } from './get-retention';

export const setRetentionInput = z.strictObject({ days: retentionDaysSchema });

/** From now on, events of the workspace that are older than `days` are deleted; null keeps all. What is gone stays gone. */
export async function setRetention(
  ctx: Context,
  { days }: z.output<typeof setRetentionInput>,
): Promise<RetentionStatus> {
  authorize(ctx, 'retention:manage');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const workspace = await tx.workspaces.find(workspaceId);
    if (!workspace) throw new AppError('not_found', 'The workspace is gone.');
    await tx.workspaces.setRetention(workspaceId, days);
    await record(tx, ctx, {
      action: 'workspace.retention',
      target: `workspace:${workspaceId}`,
      before: { days: workspace.retentionDays },
      after: { days },
    });
  });
  wake('retention');
  return getRetention(ctx, {});
}
