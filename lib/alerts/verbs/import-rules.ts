import { parseRulesFile } from '@/lib/alerts/documents/parse-rules-file';
import { withDoc } from '@/lib/alerts/documents/read-rule-doc';
import { insertRule, saveNextRule, type NextRule } from '@/lib/alerts/documents/stored-rule';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { invalidInput } from '@/lib/model/check-input';
import type { FileFormat } from '@/lib/model/parse-file-text';
import type { ImportedRule, RuleDoc } from '@/lib/model/rule';
import type { Store } from '@/lib/store/store';

/**
 * Takes the rules of a file in, JSON or YAML. One that is called like a rule of the workspace becomes its next version; one that
 * is called like a rule of a provisioned file, or like several, is skipped. Throws `invalid_input` that names each fault with path
 * and line; then nothing of it was imported.
 */
export async function importRules(
  ctx: Context,
  input: { text: string; format?: FileFormat | undefined },
): Promise<ImportedRule[]> {
  authorize(ctx, 'rules:write');
  const parsed = parseRulesFile(input.text, input.format);
  if ('faults' in parsed) throw invalidInput(parsed.faults);
  return ctx.store.transaction(async (tx) => {
    const there = (await tx.rules.list(ctx.actor.workspaceId)).map(withDoc);
    const imported: ImportedRule[] = [];
    for (const doc of parsed.value.rules) {
      const named = there.filter((rule) => rule.doc.name === doc.name);
      imported.push(await importOne(tx, ctx, { doc, named }));
    }
    return imported;
  });
}

type Named = readonly { id: string; provisionedFrom: string | null }[];

async function importOne(
  tx: Store,
  ctx: Context,
  { doc, named }: { doc: RuleDoc; named: Named },
): Promise<ImportedRule> {
  const { name } = doc;
  const [only] = named;
  if (only === undefined) {
    const { id } = await insertRule(tx, ctx, { doc, action: 'import' });
    return { name, id, done: 'created' };
  }
  const reason = whySkipped(named, only);
  if (reason !== null) return { name, id: null, done: 'skipped', reason };
  const row = await tx.rules.findForChange(ctx.actor.workspaceId, only.id);
  if (!row) return { name, id: null, done: 'skipped', reason: 'It was deleted a moment ago' };
  const next: NextRule = { doc, action: 'import' };
  const { version } = await saveNextRule(tx, ctx, { row, next });
  return { name, id: row.id, done: version === row.version ? 'unchanged' : 'updated' };
}

function whySkipped(named: Named, { provisionedFrom }: Named[number]): string | null {
  if (named.length > 1) return `${named.length} rules have this name`;
  return provisionedFrom === null ? null : `The rule of this name comes from the file ${provisionedFrom}`;
}
