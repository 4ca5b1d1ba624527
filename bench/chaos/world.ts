import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findPostgres, startPostgres, type PostgresServer } from '../../__tests__/build/postgres-server';
import { signIn } from '../../__tests__/server/portal-client';
import { apiKey, owner } from '../../e2e/portal';
import { Ledger } from './ledger';
import { randomOf, type ChaosOptions } from './options';
import { ChaosPortal } from './portal';
import { countSpec, startReaders, type Readers } from './readers';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';
import { Truth } from './truth';
import { startViewers, type Viewers } from './viewers';
import { batchName, singleName, startWriters, type Writers } from './writers';

/** A portal with everything around it that can break, and the clients that are not to notice. */
export type World = {
  portal: ChaosPortal;
  /** In front of the portal: all clients come this way. */
  front: TcpProxy;
  /** In front of PostgreSQL; null with the embedded store. */
  storeLine: TcpProxy | null;
  /** Small disks under the data folder, where mounting is allowed. */
  disks: { spool: string; engine: string } | null;
  random: () => number;
  ledger: Ledger;
  truth: Truth;
  writers: Writers;
  readers: Readers;
  viewers: Viewers;
  url: string;
  cookie: string;
  close(): Promise<void>;
};

const spoolMb = 64;
const engineMb = 384;

export async function makeWorld(options: ChaosOptions): Promise<World> {
  const random = randomOf(options.seed);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one().catch(() => undefined);
  };
  try {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-chaos-'));
    closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const disks = await mountDisks(dataDir, closers);
    const store = options.store === 'postgres' ? await openStore(random, closers) : null;
    const portal = await ChaosPortal.on(dataDir, store === null ? {} : { DATABASE_URL: store.url });
    closers.push(async () => void (await portal.stop()));
    await portal.start();
    const front = await startTcpProxy(Number(new URL(portal.url).port), random);
    closers.push(() => front.close());
    const url = `http://127.0.0.1:${front.port}`;
    const parts = { portal, front, storeLine: store?.line ?? null, disks, random, url, load: options.load ?? 1 };
    const clients = await startClients(parts);
    closers.push(clients.stop);
    return { ...parts, ...clients, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(random: () => number, closers: (() => Promise<void>)[]) {
  const bin = findPostgres();
  if (bin === null) return null;
  const server: PostgresServer = await startPostgres(bin);
  closers.push(() => server.remove());
  const direct = new URL(await server.createDatabase('chaos'));
  const line = await startTcpProxy(Number(direct.port), random);
  closers.push(() => line.close());
  direct.port = String(line.port);
  return { line, url: direct.href };
}

/** Two disks in memory, so small that they can be filled; null where the user may not mount. */
async function mountDisks(dataDir: string, closers: (() => Promise<void>)[]): Promise<World['disks']> {
  const disks = { spool: path.join(dataDir, 'spool'), engine: path.join(dataDir, 'engine') };
  for (const [folder, mb] of [
    [disks.spool, spoolMb],
    [disks.engine, engineMb],
  ] as const) {
    await mkdir(folder, { mode: 0o700 });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mb}m,mode=700`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      return null;
    }
    closers.push(async () => void execFileSync('umount', ['-l', folder], { stdio: 'pipe' }));
  }
  return disks;
}

type Parts = Pick<World, 'portal' | 'random' | 'url'> & { load: number };
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

async function startClients({ portal, random, url, load }: Parts) {
  const cookie = await signIn(portal.url, owner);
  if (cookie === null) throw new Error('the owner could not sign in');
  const now = Date.now();
  const day = 86_400_000;
  const range = { from: new Date(now - day).toISOString(), to: new Date(now + day).toISOString() };
  const paths = ['/overview?workspace=main', `/dashboards/${await makeDashboard(portal.url)}?workspace=main`];
  const share = (count: number) => Math.ceil(count * load);
  const ledger = new Ledger();
  const truth = new Truth((question) => ledger.sentCount(question));
  const writers = startWriters({ url, ledger, truth, random, singles: share(6), batches: share(2) });
  const readers = startReaders({ url, cookie, paths, range, truth, random, pages: share(2), queries: share(4) });
  const specs = [singleName, batchName].map((name) => countSpec(name, range));
  const viewers = startViewers({ url, specs, count: share(10) });
  return {
    ledger,
    truth,
    writers,
    readers,
    viewers,
    cookie,
    async stop() {
      viewers.stop();
      await Promise.all([writers.stop(), readers.stop()]);
    },
  };
}

async function makeDashboard(url: string): Promise<string> {
  const chart = (index: number, chartKind: string, spec: object) => ({
    type: 'chart',
    id: `p${index}`,
    title: `Panel ${index}`,
    layout: { x: (index % 2) * 6, y: Math.floor(index / 2) * 5, w: 6, h: 5 },
    chart: chartKind,
    spec,
  });
  const range = { last: '1h' };
  const measures = (event: string) => [{ agg: 'count', event }];
  const panels = [
    chart(0, 'line', { kind: 'trend', measures: measures(singleName), range }),
    chart(1, 'area', { kind: 'trend', measures: measures(batchName), range }),
    chart(2, 'number', { kind: 'total', measures: measures(singleName), range }),
    chart(3, 'bars', { kind: 'breakdown', measures: [{ agg: 'count' }], by: ['name'], top: 5, range }),
  ];
  const reply = await fetch(`${url}/api/dashboards`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ title: 'Chaos', range, panels }),
  });
  if (reply.status !== 201) throw new Error(`the dashboard was answered ${reply.status}: ${await reply.text()}`);
  return ((await reply.json()) as { id: string }).id;
}
