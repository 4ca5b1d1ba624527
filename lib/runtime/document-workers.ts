import { purgeRules } from '@/lib/alerts/documents/purge-rules';
import type { Services } from '@/lib/context';
import { startProvisioning, type ProvisionStatus } from '@/lib/provision/start-provisioning';
import { purgeDeleted } from '@/lib/dashboards/documents/purge-deleted';
import { seedSample } from '@/lib/dashboards/board/seed-sample';
import { onWake } from '@/lib/wake/wake';

const purgeEveryMs = 6 * 3_600_000;

export type DocumentWorkers = {
  /** What comes from SIGHTGLASS_PROVISION; null when it is not set. */
  provision: () => ProvisionStatus | null;
  stop: () => Promise<void>;
};

/** Keeps the dashboards and rules that the portal itself looks after: the sample's, those of a folder, and the deleted ones. */
export async function startDocumentWorkers(
  services: Services,
  { provisionDir }: { provisionDir: string | undefined },
): Promise<DocumentWorkers> {
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      services.log.warn({ err: error }, `${what}; trying again later`);
    }
  };
  const seed = () => attempt('the sample has no dashboard yet', () => seedSample(services));
  const purge = () =>
    attempt('what was deleted long ago is still kept', async () => {
      await purgeDeleted(services);
      await purgeRules(services);
    });
  await seed();
  const unwatch = onWake('sample', () => void seed());
  await purge();
  const timer = setInterval(() => void purge(), purgeEveryMs);
  timer.unref();
  if (provisionDir === undefined)
    // Without the folder nobody could change them any more.
    await attempt('what came from a former SIGHTGLASS_PROVISION stays locked', async () => {
      await services.store.dashboards.releaseProvisioned();
      await services.store.rules.releaseProvisioned();
    });
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
