import { readRuleDoc } from '@/lib/alerts/documents/read-rule-doc';
import { noSuchRule, scheduleOf, toRule } from '@/lib/alerts/documents/stored-rule';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Rule } from '@/lib/model/rule';

/**
 * Undoes a deletion; one that is there stays as it is. A rule whose file was taken away comes back as one of the portal's own.
 * Throws `not_found` when it was never there or is gone for good.
 */
export async function restoreRule(ctx: Context, { id }: { id: string }): Promise<Rule> {
  authorize(ctx, 'rules:write');
  const restored = await ctx.store.transaction(async (tx) => {
    const row = await tx.rules.findForChange(ctx.actor.workspaceId, id);
    if (!row) throw noSuchRule();
    if (row.deletedAt === null) return row;
    const { doc, fault } = readRuleDoc(row.doc);
    const schedule = fault === undefined ? scheduleOf(doc, ctx.clock.now()) : {};
    const change = { deletedAt: null, provisionedFrom: null, ...schedule };
    await tx.rules.update(row.workspaceId, id, change);
    await record(tx, ctx, { action: 'rule.restore', target: `rule:${id}`, after: row.doc });
    return { ...row, ...change };
  });
  return toRule(restored);
}
