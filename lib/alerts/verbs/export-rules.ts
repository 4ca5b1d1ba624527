import { rulesText } from '@/lib/alerts/documents/rules-text';
import { noSuchRule } from '@/lib/alerts/documents/stored-rule';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { FileFormat } from '@/lib/model/parse-file-text';

/** A rule as the text of a file that can be imported, provisioned and kept in git. Throws `not_found`. */
export async function exportRule(ctx: Context, { id, format }: { id: string; format: FileFormat }): Promise<string> {
  authorize(ctx, 'alerts:read');
  const row = await ctx.store.rules.find(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchRule();
  return rulesText([row.doc], format);
}

/** All rules of the workspace as one file, by name. */
export async function exportRules(ctx: Context, { format }: { format: FileFormat }): Promise<string> {
  authorize(ctx, 'alerts:read');
  const rows = await ctx.store.rules.list(ctx.actor.workspaceId);
  return rulesText(
    rows.map(({ doc }) => doc),
    format,
  );
}
