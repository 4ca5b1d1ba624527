import { record } from '@/lib/audit/record';
import { parseDashboardFile, type DashboardFile } from '@/lib/dashboards/documents/parse-dashboard-file';
import { insertDashboard, saveNext } from '@/lib/dashboards/documents/stored-dashboard';
import type { Workspace } from '@/lib/model/workspace';
import { formatOf, idOf, inWords, twice, workspaceFor, writerIn, type Deps } from './part';
import type { TextFile } from './read-folder';

export type DashboardRead = { workspaceId: string; file: string; doc: DashboardFile['doc'] };

/** The dashboard of a file, or what is wrong with it; null for a file of another kind. */
export function readDashboard(
  { file, text }: TextFile,
  workspaces: readonly Workspace[],
): DashboardRead | { reason: string } | null {
  const parsed = parseDashboardFile(text, formatOf(file));
  if ('faults' in parsed) return parsed.isOtherKind === true ? null : { reason: inWords(parsed.faults) };
  const { doc, workspace: slug } = parsed.value;
  const workspace = workspaceFor(slug, workspaces);
  return 'reason' in workspace ? workspace : { workspaceId: workspace.id, file, doc };
}

/**
 * One dashboard per file, under an id that stays the same as long as its path does. A faulty file keeps its last good state;
 * one that is gone takes its dashboard with it, which can be restored.
 */
export async function applyDashboards(
  deps: Deps,
  { reads, faulty }: { reads: readonly DashboardRead[]; faulty: ReadonlySet<string | null> },
): Promise<void> {
  const kept = new Set<string>();
  for (const read of reads) {
    await twice(() => put(deps, read));
    kept.add(idOf(read.workspaceId, read.file));
  }
  for (const { id, workspaceId, provisionedFrom } of await deps.store.dashboards.listProvisioned())
    if (!kept.has(id) && !faulty.has(provisionedFrom)) await takeAway(deps, workspaceId, id);
}

async function put(deps: Deps, { workspaceId, file, doc }: DashboardRead): Promise<void> {
  const writer = writerIn(deps, workspaceId);
  const id = idOf(workspaceId, file);
  await deps.store.transaction(async (tx) => {
    const row = await tx.dashboards.findForChange(workspaceId, id);
    if (!row) {
      await insertDashboard(tx, writer, { id, doc, provisionedFrom: file, action: 'provision' });
      return;
    }
    if (row.deletedAt !== null || row.provisionedFrom !== file)
      await tx.dashboards.update(workspaceId, id, { deletedAt: null, provisionedFrom: file });
    await saveNext(tx, writer, { row, next: { doc, note: `from ${file}`, action: 'provision' } });
  });
}

async function takeAway(deps: Deps, workspaceId: string, id: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    await tx.dashboards.update(workspaceId, id, { deletedAt: deps.clock.now() });
    await record(tx, writerIn(deps, workspaceId), { action: 'dashboard.remove', target: `dashboard:${id}` });
  });
}
