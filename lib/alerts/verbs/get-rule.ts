import { noSuchRule, toRule } from '@/lib/alerts/documents/stored-rule';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { RuleView } from '@/lib/model/rule';

/** A rule and where each of its series stands; one that cannot be read any more says why in `fault`. Throws `not_found`. */
export async function getRule(ctx: Context, { id }: { id: string }): Promise<RuleView> {
  authorize(ctx, 'alerts:read');
  const row = await ctx.store.rules.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchRule();
  const series = await ctx.store.ruleSeries.list([id]);
  return { rule: toRule(row), series: series.map(({ key, labels, state }) => ({ key, labels, state })) };
}
