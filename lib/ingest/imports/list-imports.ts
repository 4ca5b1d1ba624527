import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { ImportJob } from '@/lib/model/import-job';
import { importIdOf } from './create-import';

/** The imports of the workspace, newest first; with a key, only the one that was made with it. */
export async function listImports(
  ctx: Context,
  input: { limit?: number; key?: string | undefined } = {},
): Promise<ImportJob[]> {
  authorize(ctx, 'imports:read');
  if (input.key === undefined) return ctx.store.imports.list(ctx.actor.workspaceId, input.limit ?? 50);
  const job = await ctx.store.imports.find(ctx.actor.workspaceId, importIdOf(ctx, input.key));
  return job ? [job] : [];
}
