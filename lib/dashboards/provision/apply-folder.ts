import { createHash } from 'node:crypto';
import { record } from '@/lib/audit/record';
import type { Services } from '@/lib/context';
import { parseDashboardFile, type DashboardFile } from '@/lib/dashboards/documents/parse-dashboard-file';
import { insertDashboard, saveNext, type Writer } from '@/lib/dashboards/documents/stored-dashboard';
import { isAppError, type FieldError } from '@/lib/errors/app-error';
import type { Workspace } from '@/lib/model/workspace';
import type { FolderFile } from './read-folder';

type Deps = Pick<Services, 'store' | 'clock' | 'newId'>;
const maxNamed = 3;

export type ProvisionFault = { file: string; reason: string };
export type Applied = { dashboards: number; faults: ProvisionFault[] };

/**
 * Makes the store hold what the files say: one dashboard per file, under an id that stays the same as long as its path
 * does. A file with a fault keeps its last good state; one that is gone takes its dashboard with it, which can be
 * restored. Doing it again changes nothing, also when several replicas do it at once.
 */
export async function applyFolder(
  deps: Deps,
  files: readonly FolderFile[],
  workspaces: readonly Workspace[],
): Promise<Applied> {
  const faults: ProvisionFault[] = [];
  const kept = new Set<string>();
  for (const found of files) {
    const read = readDashboard(found, workspaces);
    if (read === null) continue;
    if ('reason' in read) faults.push({ file: found.file, reason: read.reason });
    else {
      await twice(() => put(deps, { ...read, file: found.file }));
      kept.add(idOf(read.workspaceId, found.file));
    }
  }
  const faulty = new Set<string | null>(faults.map(({ file }) => file));
  for (const { id, workspaceId, provisionedFrom } of await deps.store.dashboards.listProvisioned())
    if (!kept.has(id) && !faulty.has(provisionedFrom)) await takeAway(deps, workspaceId, id);
  return { dashboards: kept.size, faults };
}

type Read = { workspaceId: string; doc: DashboardFile['doc'] };

/** Null for a file that is not about dashboards. */
function readDashboard(found: FolderFile, workspaces: readonly Workspace[]): Read | { reason: string } | null {
  if ('fault' in found) return { reason: found.fault };
  const parsed = parseDashboardFile(found.text, /\.json$/i.test(found.file) ? 'json' : 'yaml');
  if ('faults' in parsed) return parsed.isOtherKind === true ? null : { reason: inWords(parsed.faults) };
  const { doc, workspace: slug } = parsed.value;
  const workspace = workspaces.find((one) => (slug === undefined ? one.kind === 'main' : one.slug === slug));
  return workspace ? { workspaceId: workspace.id, doc } : { reason: `There is no workspace "${slug ?? 'main'}"` };
}

/** The first ones: often the others follow from them. */
function inWords(faults: readonly FieldError[]): string {
  const named = faults.slice(0, maxNamed).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`));
  const others = faults.length - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
}

const idOf = (workspaceId: string, file: string): string =>
  createHash('sha256').update(`${workspaceId}\n${file}`).digest('base64url').slice(0, 21);

function writerIn(deps: Deps, workspaceId: string): Writer {
  return { clock: deps.clock, newId: deps.newId, actor: { kind: 'system', workspaceId, purpose: 'provisioned' } };
}

/** Another replica may have been quicker to insert the same dashboard or to save the same version; the second look sees it. */
async function twice(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== 'conflict') throw error;
    await work();
  }
}

async function put(deps: Deps, { workspaceId, file, doc }: Read & { file: string }): Promise<void> {
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
