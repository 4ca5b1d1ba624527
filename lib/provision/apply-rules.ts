import { parseRulesFile } from '@/lib/alerts/documents/parse-rules-file';
import { endSeries, insertRule, saveNextRule, scheduleOf } from '@/lib/alerts/documents/stored-rule';
import { record } from '@/lib/audit/record';
import type { RuleDoc } from '@/lib/model/rule';
import type { Workspace } from '@/lib/model/workspace';
import { formatOf, idOf, inWords, twice, workspaceFor, writerIn, type Deps } from './part';
import type { TextFile } from './read-folder';

export type RulesRead = { workspaceId: string; file: string; rules: RuleDoc[] };

/** The rules of a file, or what is wrong with it. */
export function readRules({ file, text }: TextFile, workspaces: readonly Workspace[]): RulesRead | { reason: string } {
  const parsed = parseRulesFile(text, formatOf(file));
  if ('faults' in parsed) return { reason: inWords(parsed.faults) };
  const { rules, workspace: slug } = parsed.value;
  const workspace = workspaceFor(slug, workspaces);
  return 'reason' in workspace ? workspace : { workspaceId: workspace.id, file, rules };
}

/**
 * The rules of each file, under ids that stay the same as long as path and name do: a new name is a new rule. A faulty file keeps
 * the last good state of all its rules; what is gone from a file is deleted and can be restored.
 */
export async function applyRules(
  deps: Deps,
  { reads, faulty }: { reads: readonly RulesRead[]; faulty: ReadonlySet<string | null> },
): Promise<void> {
  const kept = new Set<string>();
  for (const { workspaceId, file, rules } of reads)
    for (const doc of rules) {
      await twice(() => put(deps, { workspaceId, file, doc }));
      kept.add(idOf(workspaceId, file, doc.name));
    }
  for (const { id, workspaceId, provisionedFrom } of await deps.store.rules.listProvisioned())
    if (!kept.has(id) && !faulty.has(provisionedFrom)) await takeAway(deps, workspaceId, id);
}

async function put(
  deps: Deps,
  { workspaceId, file, doc }: { workspaceId: string; file: string; doc: RuleDoc },
): Promise<void> {
  const writer = writerIn(deps, workspaceId);
  const id = idOf(workspaceId, file, doc.name);
  await deps.store.transaction(async (tx) => {
    const row = await tx.rules.findForChange(workspaceId, id);
    if (!row) {
      await insertRule(tx, writer, { id, doc, provisionedFrom: file, action: 'provision' });
      return;
    }
    if (row.deletedAt !== null || row.provisionedFrom !== file)
      await tx.rules.update(workspaceId, id, {
        deletedAt: null,
        provisionedFrom: file,
        ...scheduleOf(doc, deps.clock.now()),
      });
    await saveNextRule(tx, writer, { row, next: { doc, action: 'provision' } });
  });
}

async function takeAway(deps: Deps, workspaceId: string, id: string): Promise<void> {
  const writer = writerIn(deps, workspaceId);
  await deps.store.transaction(async (tx) => {
    const row = await tx.rules.findForChange(workspaceId, id);
    // Another replica may have been quicker.
    if (!row || row.deletedAt !== null) return;
    await endSeries(tx, writer, { row, reason: 'The rule is gone from its file' });
    await tx.rules.update(workspaceId, id, { deletedAt: deps.clock.now(), dueAt: null });
    await record(tx, writer, { action: 'rule.remove', target: `rule:${id}`, before: { version: row.version } });
  });
}
