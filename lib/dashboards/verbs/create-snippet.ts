import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { actorName } from '@/lib/audit/actor-name';
import { checkInput } from '@/lib/model/check-input';
import { sqlSnippetInputSchema, type SqlSnippet } from '@/lib/model/sql-snippet';

/** Keeps a statement under a name. Throws `invalid_input`. */
export async function createSnippet(ctx: Context, input: unknown): Promise<SqlSnippet> {
  authorize(ctx, 'dashboards:write');
  const { name, sql } = checkInput(sqlSnippetInputSchema, input);
  return ctx.store.transaction(async (tx) => {
    const snippet: SqlSnippet = {
      id: ctx.newId(),
      workspaceId: ctx.actor.workspaceId,
      name,
      sql,
      createdBy: await actorName(tx, ctx),
      updatedAt: ctx.clock.now(),
    };
    await tx.snippets.insert(snippet);
    await record(tx, ctx, { action: 'snippet.create', target: `snippet:${snippet.id}`, after: { name } });
    return snippet;
  });
}
