import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { SqlSnippet } from '@/lib/model/sql-snippet';

/** The kept statements of the workspace, by name. */
export async function listSnippets(ctx: Context): Promise<SqlSnippet[]> {
  authorize(ctx, 'dashboards:read');
  return ctx.store.snippets.list(ctx.actor.workspaceId);
}
