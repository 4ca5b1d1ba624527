import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPortal, type Portal } from '../e2e/portal';
import { readHeapClasses, type HeapClasses } from './heap-classes';

export type Holdings = {
  fds: number;
  resources: Record<string, number>;
  rss: number;
  heapUsed: number;
  external: number;
  arrayBuffers: number;
};
export type ProbedPortal = Portal & {
  /** What the process holds, after so many full garbage collections. */
  holdings: (collections?: number) => Promise<Holdings>;
  heapClasses: () => Promise<HeapClasses>;
};

const probePort = Number(process.env.BENCH_PROBE_PORT ?? 3599);

/** A portal that tells on a second port what it holds. */
export async function startProbedPortal(env: Record<string, string> = {}): Promise<ProbedPortal> {
  const portal = await startPortal({
    ...env,
    NODE_OPTIONS: `--import=${path.resolve('bench/probe.mjs')}`,
    BENCH_PROBE_PORT: String(probePort),
  });
  const ask = async (target: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${probePort}${target}`, { headers: { connection: 'close' } })).json();
  return {
    ...portal,
    holdings: async (collections = 2) => (await ask(`/?gc=${collections}`)) as Holdings,
    heapClasses: async () => {
      const file = path.join(os.tmpdir(), `sightglass-bench-${portal.pid}.heapsnapshot`);
      await ask(`/snapshot?gc=3&file=${encodeURIComponent(file)}`);
      try {
        return readHeapClasses(file);
      } finally {
        rmSync(file, { force: true });
      }
    },
  };
}
