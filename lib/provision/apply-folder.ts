import { isRecord } from '@/lib/model/is-record';
import { parseFileText } from '@/lib/model/parse-file-text';
import type { Workspace } from '@/lib/model/workspace';
import { applyDashboards, readDashboard, type DashboardRead } from './apply-dashboards';
import { applyRules, readRules, type RulesRead } from './apply-rules';
import { formatOf, type Deps, type ProvisionFault } from './part';
import type { FolderFile, TextFile } from './read-folder';

export type Applied = { dashboards: number; rules: number; faults: ProvisionFault[] };

/**
 * Makes the store hold what the files say. Doing it again changes nothing, also when several replicas do it at once. A file with a
 * list called `rules` is about rules, others are about a dashboard; while one has a fault nothing of either kind is taken away.
 */
export async function applyFolder(
  deps: Deps,
  files: readonly FolderFile[],
  workspaces: readonly Workspace[],
): Promise<Applied> {
  const dashboards: DashboardRead[] = [];
  const rules: RulesRead[] = [];
  const faults: ProvisionFault[] = [];
  for (const found of files) {
    const read = readFile(found, workspaces);
    if (read === null) continue;
    if ('reason' in read) faults.push({ file: found.file, reason: read.reason });
    else if ('rules' in read) rules.push(read);
    else dashboards.push(read);
  }
  const faulty = new Set<string | null>(faults.map(({ file }) => file));
  await applyDashboards(deps, { reads: dashboards, faulty });
  await applyRules(deps, { reads: rules, faulty });
  return { dashboards: dashboards.length, rules: rules.reduce((sum, read) => sum + read.rules.length, 0), faults };
}

/** Null for a file that is about something else. */
function readFile(found: FolderFile, workspaces: readonly Workspace[]) {
  if ('fault' in found) return { reason: found.fault };
  return isAboutRules(found) ? readRules(found, workspaces) : readDashboard(found, workspaces);
}

function isAboutRules({ file, text }: TextFile): boolean {
  const parsed = parseFileText(text, formatOf(file));
  return 'value' in parsed && isRecord(parsed.value) && 'rules' in parsed.value;
}
