import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { AppError } from '@/lib/errors/app-error';
import { sqlSnippetInputSchema, type SqlSnippet } from '@/lib/model/sql-snippet';

/** Replaces a kept statement. Throws `invalid_input` and `not_found`. */
export async function updateSnippet(
  ctx: Context,
  { id, snippet: input }: { id: string; snippet: unknown },
): Promise<SqlSnippet> {
  authorize(ctx, 'dashboards:write');
  const { name, sql } = checkInput(sqlSnippetInputSchema, input);
  return ctx.store.transaction(async (tx) => {
    const before = await tx.snippets.find(ctx.actor.workspaceId, id);
    if (!before) throw new AppError('not_found', 'There is no such snippet in this workspace.');
    const change = { name, sql, updatedAt: ctx.clock.now() };
    await tx.snippets.update(ctx.actor.workspaceId, id, change);
    await record(tx, ctx, { action: 'snippet.update', target: `snippet:${id}`, before, after: { name, sql } });
    return { ...before, ...change };
  });
}
