import type { Context, Services } from '@/lib/context';
import { acceptEventValues } from '@/lib/ingest/accept-events';
import { startFlush } from '@/lib/ingest/flush';
import { resumeImports } from '@/lib/ingest/imports/resume-imports';
import { startRetention } from '@/lib/ingest/retention/start-retention';
import { startSampleWorker } from '@/lib/ingest/sample/sample-worker';
import type { LiveSource } from '@/lib/live/hub';
import { startDeletions } from '@/lib/people/start-deletions';
import { liveSource } from '@/lib/query/live-source';
import { startSummaries } from '@/lib/query/summaries/start-summaries';
import { startWarmUp } from '@/lib/query/warm-up';
import { watchInvalidation } from '@/lib/query/watch-invalidation';
import { followStatus } from './follow-status';
import { watchAccess } from './watch-access';
import { watchClock } from './watch-clock';
import type { createSelfObservation } from './self-observation';

type Parts = {
  live: { attach(source: LiveSource): void };
  observation: ReturnType<typeof createSelfObservation>;
  sample: boolean;
};

/** Starts the loops of the process; resolves to the way to stop them, which finishes what they have begun. */
export async function startWorkers(
  services: Services,
  { live, observation, sample }: Parts,
): Promise<() => Promise<void>> {
  const stopInvalidation = watchInvalidation(services);
  live.attach(liveSource(services));
  const stopStatus = followStatus(services);
  const flush = startFlush(services);
  const stopClock = watchClock(services);
  const stopAccess = watchAccess(services);
  const warmUp = startWarmUp(services);
  const stopObservation = await observePortal(services, observation);
  const stopImports = await resumeImports(services);
  const retention = startRetention(services);
  const summaries = startSummaries(services);
  const deletions = startDeletions(services, { hold: (work) => flush.hold(work) });
  const samples = startSampleWorker(services, { enabled: sample });
  return async () => {
    stopObservation();
    stopClock();
    stopAccess();
    await samples.stop();
    await summaries.stop();
    await retention.stop();
    await deletions.stop();
    await stopImports();
    await warmUp.stop();
    await flush.stop();
    stopStatus();
    stopInvalidation();
  };
}

/** What the portal measures of itself becomes events of the system workspace, through the same door as everything else. */
async function observePortal(services: Services, observation: Parts['observation']): Promise<() => void> {
  const workspace = (await services.store.workspaces.list()).find(({ kind }) => kind === 'system');
  if (!workspace) return () => undefined;
  const ctx: Context = {
    ...services,
    actor: { kind: 'system', workspaceId: workspace.id, purpose: 'self-observation' },
    requestId: 'self-observation',
  };
  return observation.start(
    async (events) => {
      await acceptEventValues(ctx, { source: 'portal', events });
    },
    (error) => services.log.warn({ err: error }, 'the portal could not record its own measurements'),
  );
}
