import type { Services } from '@/lib/context';
import { startProvisioning, type ProvisionStatus } from '@/lib/dashboards/provision/start-provisioning';
import { purgeDeleted } from '@/lib/dashboards/documents/purge-deleted';
import { seedSample } from '@/lib/dashboards/board/seed-sample';
import { onWake } from '@/lib/ingest/imports/wake';

const purgeEveryMs = 6 * 3_600_000;

export type DashboardWorkers = {
  /** What comes from SIGHTGLASS_PROVISION; null when it is not set. */
  provision: () => ProvisionStatus | null;
  stop: () => Promise<void>;
};

/** Keeps the dashboards that the portal itself looks after: the sample's, those of a folder, and the deleted ones. */
export async function startDashboardWorkers(
  services: Services,
  { provisionDir }: { provisionDir: string | undefined },
): Promise<DashboardWorkers> {
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      services.log.warn({ err: error }, `${what}; trying again later`);
    }
  };
  const seed = () => attempt('the sample has no dashboard yet', () => seedSample(services));
  const purge = () => attempt('what was deleted long ago is still kept', () => purgeDeleted(services));
  await seed();
  const unwatch = onWake('sample', () => void seed());
  await purge();
  const timer = setInterval(() => void purge(), purgeEveryMs);
  timer.unref();
  if (provisionDir === undefined)
    // Without the folder nobody could change them any more.
    await attempt('dashboards of a former SIGHTGLASS_PROVISION stay locked', () =>
      services.store.dashboards.releaseProvisioned(),
    );
  const provisioning = provisionDir === undefined ? null : await startProvisioning(services, { dir: provisionDir });
  return {
    provision: () => provisioning?.status() ?? null,
    stop: async () => {
      clearInterval(timer);
      unwatch();
      await provisioning?.stop();
    },
  };
}
