import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { defaultLimits } from '../lib/engine/embedded';
import { HostProcess, type HostEndpoint } from '../lib/engine/host-process';

/** An engine that both the portal (as `CLICKHOUSE_URL`) and the benchmark can reach, so that the two can be compared. */
export async function startEngineHost(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-engine-'));
  let host: HostProcess | undefined;
  const endpoint = await new Promise<HostEndpoint>((resolve, reject) => {
    host = new HostProcess({
      entry: path.resolve('dist/engine-host.mjs'),
      dataDir,
      limits: defaultLimits(os.totalmem()),
      onReady: resolve,
      onEnd: ({ reason }) => reject(new Error(reason)),
    });
  });
  const url = new URL(endpoint.url);
  url.username = 'default';
  url.password = endpoint.secret;
  return {
    url: url.href,
    stop: async () => {
      await host?.stop(8_000);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
