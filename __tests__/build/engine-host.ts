import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { HostProcess, type HostEndpoint } from '@/lib/engine/host-process';
import type { HostFaults, HostLimits } from '@/lib/engine/host/protocol';
import { hostEntry } from './engine';

export type TestHost = { endpoint: HostEndpoint; setFaults(faults: HostFaults): void; stop(): Promise<void> };

export const testLimits: HostLimits = {
  readers: 3,
  queue: 50,
  maxExecutionSeconds: 20,
  serverMemory: 1.5e9,
  queryMemory: 8e8,
  readerMemory: 2e8,
};

/** The engine's process alone, without supervisor and schema, for tests of what it answers over HTTP. */
export async function startTestHost(limits: Partial<HostLimits> = {}): Promise<TestHost> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-host-'));
  return new Promise((resolve, reject) => {
    const host = new HostProcess({
      entry: hostEntry,
      dataDir,
      limits: { ...testLimits, ...limits },
      onReady: (endpoint) =>
        resolve({
          endpoint,
          setFaults: (faults) => host.setFaults(faults),
          stop: async () => {
            await host.stop(10_000);
            await rm(dataDir, { recursive: true, force: true });
          },
        }),
      onEnd: (end) => reject(new Error(end.reason)),
    });
  });
}
