import { withDoc } from '@/lib/alerts/documents/read-rule-doc';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { RuleSummary } from '@/lib/model/rule';

/** The rules of the workspace with the number of their series in each status, newest change first. */
export async function listRules(ctx: Context): Promise<RuleSummary[]> {
  authorize(ctx, 'alerts:read');
  return (await ctx.store.rules.list(ctx.actor.workspaceId)).map(withDoc);
}
