import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEngine } from '@/lib/engine/client';
import type { Engine, EngineStatus } from '@/lib/engine/engine';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics, type Metrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';

export type TestEngine = {
  engine: Engine;
  dataDir: string;
  metrics: Metrics;
  /** Ends the engine and removes its folder. */
  stop(): Promise<void>;
  /** Kills the engine's process with SIGKILL and returns once the portal has noticed. */
  kill9(): Promise<void>;
};

/** Built by Jest's global setup. */
export const hostEntry = path.join(process.cwd(), 'dist', 'engine-host.mjs');

/** The real embedded engine, in a process of its own on a temporary folder. */
export async function startTestEngine(): Promise<TestEngine> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-engine-'));
  const metrics = createMetrics();
  const engine = await openEngine({
    config: { mode: 'embedded', dataDir },
    hostEntry,
    log: createLogger('silent'),
    metrics,
    clock: systemClock,
  });
  return {
    engine,
    dataDir,
    metrics,
    stop: async () => {
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
    kill9: async () => {
      const { pid } = engine.status();
      if (pid === undefined) throw new Error('there is no engine process to kill');
      const noticed = nextStatus(engine, (status) => status.state !== 'ready');
      process.kill(pid, 'SIGKILL');
      await noticed;
    },
  };
}

/** Resolves with the first status from now on that fits. */
export function nextStatus(engine: Engine, fits: (status: EngineStatus) => boolean): Promise<EngineStatus> {
  return new Promise((resolve) => {
    const off = engine.onStatus((status) => {
      if (!fits(status)) return;
      off();
      resolve(status);
    });
  });
}

/** Resolves when the engine is ready, at once if it is. */
export async function untilReady(engine: Engine): Promise<void> {
  if (engine.status().state !== 'ready') await nextStatus(engine, (status) => status.state === 'ready');
}
