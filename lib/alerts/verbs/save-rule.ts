import { checkRuleDoc } from '@/lib/alerts/documents/check-rule-doc';
import { findForChange, saveNextRule, toRule } from '@/lib/alerts/documents/stored-rule';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Rule } from '@/lib/model/rule';
import type { RuleRow } from '@/lib/store/alert-ports';
import { wake } from '@/lib/wake/wake';

/** `version`: the one that it was made from. */
export type SaveRuleInput = { id: string; doc: unknown; version: number };

/**
 * Saves the next version. Throws `conflict`, naming who and when, when another one was saved since `version`; `forbidden` for
 * a rule that comes from a file; `invalid_input`; `not_found`.
 */
export async function saveRule(ctx: Context, input: SaveRuleInput): Promise<Rule> {
  authorize(ctx, 'rules:write');
  const doc = checkRuleDoc(input.doc);
  const saved = await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, input.id);
    if (row.version !== input.version) throw savedMeanwhile(row);
    return saveNextRule(tx, ctx, { row, next: { doc, action: 'save' } });
  });
  wake('rules');
  return toRule(saved);
}

function savedMeanwhile({ version, updatedBy, updatedAt }: RuleRow): AppError {
  const at = `${new Date(updatedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new AppError(
    'conflict',
    `${updatedBy} saved version ${version} of this rule at ${at}. Reload it and make your change again.`,
    { fields: [{ path: 'version', reason: `The saved version is ${version}` }] },
  );
}
