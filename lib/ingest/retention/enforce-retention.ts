import { record } from '@/lib/audit/record';
import type { Services } from '@/lib/context';
import { publishBatch } from '@/lib/ingest/publish-batch';
import type { Workspace } from '@/lib/model/workspace';
import { deleteBeside, findOld, runStep } from './delete-old';
import { cutoffOf, dropBefore, planSteps, touchedNames } from './retention-plan';

type RetentionServices = Pick<Services, 'store' | 'engine' | 'live' | 'clock' | 'newId' | 'metrics'>;

/**
 * Deletes what is older than its workspace keeps events, from the events and from everything made of them, and tells caches
 * and live charts. Whole months that nobody keeps are dropped. Can be repeated at any point. Returns the events deleted.
 */
export async function enforceRetention(services: RetentionServices, signal?: AbortSignal): Promise<number> {
  const now = services.clock.now();
  const workspaces = await services.store.workspaces.list();
  const cutoffs = workspaces.map(({ retentionDays }) => (retentionDays === null ? null : cutoffOf(retentionDays, now)));
  const droppable = dropBefore(cutoffs);
  let deleted = 0;
  for (const [at, workspace] of workspaces.entries()) {
    const cutoff = cutoffs[at] ?? null;
    if (cutoff !== null && !signal?.aborted)
      deleted += await deleteOf(services, { workspace, cutoff, droppable, signal });
  }
  return deleted;
}

type Deletion = { workspace: Workspace; cutoff: number; droppable: number | null; signal: AbortSignal | undefined };

async function deleteOf(
  services: RetentionServices,
  { workspace, cutoff, droppable, signal }: Deletion,
): Promise<number> {
  const of = { workspace: workspace.id, cutoff };
  const old = await findOld(services, of);
  const done = new Set<number>();
  for (const step of planSteps(old, { cutoff, droppable })) {
    if (signal?.aborted) break;
    await runStep(services, step, of);
    services.metrics.retention.deleted.inc(step.rows);
    done.add(step.month);
  }
  await deleteBeside(services, of);
  const gone = old.filter(({ month }) => done.has(month));
  publishBatch(services, workspace.id, touchedNames(gone));
  const rows = gone.reduce((sum, one) => sum + one.rows, 0);
  if (rows > 0) await writeDown(services, of, rows);
  return rows;
}

async function writeDown(services: RetentionServices, of: { workspace: string; cutoff: number }, events: number) {
  const actor = { kind: 'system', workspaceId: of.workspace, purpose: 'retention' } as const;
  const after = { events, before: new Date(of.cutoff).toISOString() };
  const entry = { action: 'events.delete', target: `workspace:${of.workspace}`, after };
  await record(services.store, { ...services, actor }, entry);
}
