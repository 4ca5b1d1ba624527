import manifest from '@/package.json';
import type { AdmissionStatus } from '@/lib/breaker/admission';
import type { BreakerStatus } from '@/lib/breaker/breakers';
import type { Services } from '@/lib/context';
import type { ProvisionStatus } from '@/lib/provision/start-provisioning';
import type { Actor } from '@/lib/model/actor';
import type { EngineState } from '@/lib/model/live-frame';
import { runtime } from '@/lib/runtime/runtime';
import { cacheReport, type CacheReport } from './cache-report';
import { readiness } from './readiness';

export type PortalReport = {
  version: string;
  startedAt: number;
  dataDir: string;
  ready: boolean;
  engine: { state: EngineState; mode: string; since: number; message?: string };
  store: { state: 'ready' | 'down'; mode: string };
  spool: { pendingBytes: number; limitBytes: number };
  breakers: BreakerStatus[];
  admission: AdmissionStatus;
  cache: CacheReport;
  live: { viewers: number; questions: number };
  /** Dashboards from the folder SIGHTGLASS_PROVISION; null when it is not set. */
  provision: ProvisionStatus | null;
  memoryBytes: number;
};

/** The portal's own state, in one look. */
export async function portalReport(services: Services & { actor: Actor }): Promise<PortalReport> {
  const { config, startedAt, provision } = await runtime();
  const report = await readiness(services);
  const { state, mode, since, message } = services.engine.status();
  return {
    version: manifest.version,
    startedAt,
    dataDir: config.dataDir,
    ready: report.ready,
    engine: { state, mode, since, ...(message === undefined ? {} : { message }) },
    store: { state: report.store, mode: config.store.mode },
    spool: { pendingBytes: report.spoolPendingBytes, limitBytes: config.spool.limitBytes },
    breakers: services.breakers.list(services.actor.workspaceId),
    admission: services.admission.status(),
    cache: await cacheReport(services),
    live: services.live.stats(),
    provision: provision(),
    memoryBytes: process.memoryUsage.rss(),
  };
}
