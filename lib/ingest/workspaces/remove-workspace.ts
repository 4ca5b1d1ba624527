import { z } from 'zod';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { readPurges, writePurges } from '@/lib/ingest/sample/sample-state';
import { wake } from '@/lib/wake/wake';

/** The workspace's slug: what cannot be taken back is not asked for by a slip. */
export const removeWorkspaceInput = z.strictObject({ confirm: z.string().max(100) });

/**
 * Deletes the actor's workspace with its members, keys, dashboards, rules and incidents at once, and its events in the
 * background, also over a restart. Cannot be taken back; the audit log stays. Throws `forbidden`, `invalid_input`, and
 * `conflict` for the workspaces that the portal itself needs.
 */
export async function removeWorkspace(
  ctx: Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>,
  { confirm }: { confirm: string },
): Promise<void> {
  authorize(ctx, 'workspace:delete');
  const { workspaceId } = ctx.actor;
  await ctx.store.transaction(async (tx) => {
    const workspace = await tx.workspaces.findForMembers(workspaceId);
    if (workspace === null) throw new AppError('not_found', 'This workspace was deleted already.');
    if (workspace.kind !== 'team') throw new AppError('conflict', refusals[workspace.kind]);
    if (confirm !== workspace.slug) {
      const reason = `must be "${workspace.slug}"`;
      throw new AppError('invalid_input', `confirm: ${reason}`, { fields: [{ path: 'confirm', reason }] });
    }
    const { name, slug } = workspace;
    const members = await tx.workspaces.listMembers(workspaceId);
    await record(tx, ctx, {
      action: 'workspace.remove',
      target: `workspace:${workspaceId}`,
      before: { name, slug, members: members.map(({ userId, role }) => ({ userId, role })) },
    });
    await writePurges({ store: tx }, [...(await readPurges({ store: tx })), workspaceId]);
    await tx.workspaces.remove(workspaceId);
  });
  wake('sample');
}

const refusals = {
  main: 'The main workspace cannot be deleted: the portal itself is looked after from it.',
  system: 'This workspace is the portal’s own and cannot be deleted.',
  sample: 'Remove the sample under Status and settings; it can be restored there, too.',
};
