import { readFileSync, readdirSync } from 'node:fs';
import type { Portal } from '../../e2e/portal';
import { portalMetrics } from '../portal-metrics';

/** What the portal says of itself at one moment. */
export type PortalLoad = {
  at: number;
  engineQueries: number;
  liveRefreshes: number;
  cpuSeconds: number;
  loopLagP99Ms: number;
  portalMb: number;
  engineMb: number;
  descriptors: number;
  /** 1 is normal; more is the factor by which charts are refreshed more seldom. */
  pressure: number;
};

/** From `/metrics`, and from the system for the engine's process. */
export async function portalLoad(portal: Portal): Promise<PortalLoad> {
  const sum = await portalMetrics(portal.url);
  return {
    at: performance.now(),
    engineQueries: sum('sightglass_engine_query_duration_seconds_count'),
    liveRefreshes: sum('sightglass_live_refreshes_total'),
    cpuSeconds: sum('process_cpu_seconds_total'),
    loopLagP99Ms: sum('nodejs_eventloop_lag_p99_seconds') * 1_000,
    portalMb: sum('process_resident_memory_bytes') / 1024 ** 2,
    engineMb: engineMegabytes(portal.pid),
    descriptors: sum('process_open_fds'),
    pressure: sum('sightglass_admission_pressure'),
  };
}

function engineMegabytes(portalPid: number): number {
  const status = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/status`, 'utf8');
      } catch {
        return '';
      }
    })
    .find((text) => text.includes(`PPid:\t${portalPid}\n`));
  return Number(/VmRSS:\s+(\d+)/.exec(status ?? '')?.[1] ?? Number.NaN) / 1024;
}
