import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Workspace } from '@/lib/model/workspace';
import { defaultSampleSpeed, type SampleStatus } from '@/lib/model/sample';
import { findSample, readLoad, readSetting, readSpeed, type SampleLoad, type SampleSetting } from './sample-state';

/** How the sample workspace stands: loading and how far, ready, or why it is not there. */
export async function sampleStatus(ctx: Context): Promise<SampleStatus> {
  authorize(ctx, 'workspace:read');
  const [workspace, setting] = await Promise.all([findSample(ctx), readSetting(ctx)]);
  const place = workspace ? { workspaceId: workspace.id, slug: workspace.slug } : {};
  const missing = whyMissing(workspace, setting);
  if (missing) return { ...nothing, ...place, ...missing };
  if (!workspace) return nothing;
  const [load, speed] = await Promise.all([readLoad(ctx, workspace.id), readSpeed(ctx, workspace.id)]);
  return { ...nothing, ...place, ...progressOf(load), speed };
}

/** Whether this workspace's history is all there; one look for the pages that only ask this. */
export async function isSampleLoaded(ctx: Context): Promise<boolean> {
  authorize(ctx, 'workspace:read');
  const load = await readLoad(ctx, ctx.actor.workspaceId);
  return load !== null && load.remaining === load.fromRow;
}

type Missing = Pick<SampleStatus, 'state' | 'reason'>;

function whyMissing(workspace: Workspace | null, setting: SampleSetting | null): Missing | null {
  if (setting?.isOn === false) return { state: 'off', reason: 'Switched off by SIGHTGLASS_SAMPLE.' };
  if (!workspace) return { state: 'absent', reason: 'The sample workspace has been removed.' };
  if (setting?.hasFile === false)
    return { state: 'unavailable', reason: 'The file of flights is not installed (package vega-datasets).' };
  return null;
}

const nothing: SampleStatus = {
  state: 'absent',
  workspaceId: null,
  slug: null,
  progress: 0,
  rowsLoaded: 0,
  rowsTotal: 0,
  rowsPerSecond: null,
  etaMs: null,
  speed: defaultSampleSpeed,
  reason: null,
};

function progressOf(load: SampleLoad | null): Partial<SampleStatus> {
  if (!load) return { state: 'loading' };
  const { fromRow, historyRows, rowsPerSecond } = load;
  const rowsTotal = historyRows - fromRow;
  const remaining = load.remaining - fromRow;
  const rowsLoaded = rowsTotal - remaining;
  const counts = { rowsTotal, rowsLoaded, progress: rowsTotal === 0 ? 1 : rowsLoaded / rowsTotal };
  if (remaining === 0) return { ...counts, state: 'ready' };
  const etaMs = rowsPerSecond > 0 ? Math.round((remaining / rowsPerSecond) * 1_000) : null;
  return { ...counts, state: 'loading', rowsPerSecond, etaMs };
}
