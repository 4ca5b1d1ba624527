import { createHash } from 'node:crypto';
import { applyFolder } from './apply-folder';
import type { Deps, ProvisionFault } from './part';
import { readFolder } from './read-folder';
import { watchFolder } from './watch-folder';

export type ProvisionStatus = {
  dir: string;
  /** How many dashboards and rules come from the folder. */
  dashboards: number;
  rules: number;
  /** When the store was last made to hold what the folder says, Unix ms; null before the first time. */
  appliedAt: number | null;
  /** Files that could not be read, with path and line in words; what comes from them keeps its last good state. */
  faults: ProvisionFault[];
};
export type Provisioning = { status(): ProvisionStatus; stop(): Promise<void> };
export type ProvisioningOptions = {
  /** SIGHTGLASS_PROVISION. */
  dir: string;
  /** How often the folder is looked at when nothing tells of a change: some file systems never do. */
  pollMs?: number;
};

/**
 * Keeps the dashboards and rules that come from a folder as the folder says; resolves when it has looked for the first time. A folder
 * or a store that is away is waited for, and nothing is taken away meanwhile.
 */
export async function startProvisioning(
  deps: Deps,
  { dir, pollMs = 10_000 }: ProvisioningOptions,
): Promise<Provisioning> {
  const folder = createFolderState(deps, dir);
  let looking = folder.look();
  const lookAgain = () => void (looking = looking.then(() => folder.look()));
  const watch = watchFolder(dir, lookAgain);
  const timer = setInterval(() => {
    watch.renew();
    lookAgain();
  }, pollMs);
  timer.unref();
  await looking;
  return {
    status: folder.status,
    stop: async () => {
      clearInterval(timer);
      watch.close();
      await looking;
    },
  };
}

function createFolderState(deps: Deps, dir: string) {
  let status: ProvisionStatus = { dir, dashboards: 0, rules: 0, appliedAt: null, faults: [] };
  /** What the folder held when it was last applied. Replicas may see a change at different times and must not fight over it. */
  let applied = '';
  let lastFault = '';

  const update = async () => {
    const files = await readFolder(dir);
    // Files may be for a workspace that comes later.
    const workspaces = await deps.store.workspaces.list();
    const state = [files, workspaces.map(({ id }) => id)];
    const seen = createHash('sha256').update(JSON.stringify(state)).digest('base64');
    if (seen === applied) return;
    const result = await applyFolder(deps, files, workspaces);
    applied = seen;
    status = { dir, ...result, appliedAt: deps.clock.now() };
    for (const fault of result.faults)
      deps.log.warn(fault, 'a provisioned file cannot be read; what came from it stays as it was');
  };
  return {
    status: () => status,
    async look() {
      try {
        await update();
        lastFault = '';
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        status = { ...status, faults: [{ file: '', reason }] };
        applied = '';
        if (reason !== lastFault)
          deps.log.error({ err: error, dir }, 'SIGHTGLASS_PROVISION: the folder cannot be applied');
        lastFault = reason;
      }
    },
  };
}
