import { checkRuleDoc } from '@/lib/alerts/documents/check-rule-doc';
import { insertRule, toRule } from '@/lib/alerts/documents/stored-rule';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Rule } from '@/lib/model/rule';
import { wake } from '@/lib/wake/wake';

/** Makes a rule, which is evaluated at once. Throws `invalid_input` that names each fault of the document with its path. */
export async function createRule(ctx: Context, input: { doc: unknown }): Promise<Rule> {
  authorize(ctx, 'rules:write');
  const doc = checkRuleDoc(input.doc);
  const row = await ctx.store.transaction((tx) => insertRule(tx, ctx, { doc, action: 'create' }));
  wake('rules');
  return toRule(row);
}
