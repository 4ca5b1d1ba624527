import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createImport } from '@/lib/ingest/imports/create-import';
import { startImport } from '@/lib/ingest/imports/start-import';
import { runImport } from '@/lib/ingest/imports/run-import';
import type { Context, Services } from '@/lib/context';
import type { CommittedBatch } from '@/lib/live/batch';
import type { ImportJob } from '@/lib/model/import-job';
import { createLogger } from '@/lib/telemetry/logger';
import { systemClock } from '@/lib/time/clock';
import { startTestEngine, type TestEngine } from '../../build/engine';
import { openTestStore } from '../../build/store';

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A real engine and a real store with one workspace, and what imports publish. */
export async function openWorld() {
  const testEngine: TestEngine = await startTestEngine();
  const testStore = await openTestStore();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-imports-'));
  const published: CommittedBatch[] = [];
  let ids = 0;
  const services = {
    clock: systemClock,
    dataDir,
    newId: () => `id-${(ids += 1)}-${process.pid}`,
    log: createLogger('silent'),
    metrics: testEngine.metrics,
    engine: testEngine.engine,
    store: testStore.store,
    live: { publish: (batch: CommittedBatch) => void published.push(batch) },
  } as unknown as Services;
  const workspaceId = 'ws-test';
  await services.store.workspaces.insert({
    id: workspaceId,
    slug: 'test',
    name: 'Test',
    kind: 'main',
    timezone: 'UTC',
    retentionDays: 365,
    createdAt: systemClock.now(),
  });
  const ctx: Context = { ...services, actor: { kind: 'system', workspaceId, purpose: 'test' }, requestId: 'test' };
  return {
    services,
    ctx,
    workspaceId,
    dataDir,
    published,
    testEngine,
    count: (where = '1') => countEvents(services, where),
    async close() {
      await testEngine.stop();
      await testStore.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function countEvents(services: Services, where: string): Promise<number> {
  const { rows } = await services.engine.query<{ n: string | number }>({
    sql: `SELECT count() AS n FROM events WHERE ${where}`,
  });
  return Number(rows[0]?.n);
}

export async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

/** Uploads and starts a file, without a worker to run it. */
export async function startedJob(world: World, fileName: string, content: string | Uint8Array): Promise<ImportJob> {
  const job = await createImport(world.ctx, { fileName, body: bytes(content) });
  return startImport(world.ctx, { id: job.id });
}

export async function runToEnd(world: World, job: ImportJob): Promise<ImportJob> {
  await runImport(world.services, job, { signal: new AbortController().signal });
  const after = await world.services.store.imports.find(world.workspaceId, job.id);
  if (!after) throw new Error('the job is gone');
  return after;
}
