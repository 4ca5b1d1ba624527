import os from 'node:os';
import type { ClickHouseClient } from '@clickhouse/client';
import { AppError } from '@/lib/errors/app-error';
import type { EngineStatus } from './engine';
import { connect, databaseName } from './connection';
import { FullDiskGuard } from './full-disk';
import type { HostLimits } from './host/protocol';
import { migrateEngine } from './migrate';
import type { Backend, EngineOptions } from './backend';
import { Supervisor } from './supervisor';

/** Starts the engine's process on a folder and waits until its schema is ready. */
export async function openEmbedded(
  options: EngineOptions & { dataDir: string },
  onStatus: (status: EngineStatus) => void,
): Promise<Backend> {
  const { hostEntry, dataDir, log, clock, metrics } = options;
  let client: ClickHouseClient | undefined;
  const supervisor = new Supervisor({
    hostEntry,
    dataDir,
    limits: defaultLimits(memoryFor(os.totalmem(), process.constrainedMemory())),
    log,
    clock,
    onRestart: () => metrics.engine.restarts.inc(),
    onChange: (status) => {
      const old = client;
      const place = supervisor.endpoint();
      // Each life of the process has a port and a secret of its own.
      client =
        place === undefined ? undefined : connect({ url: place.url, secret: place.secret, database: databaseName });
      void old?.close();
      onStatus({ ...status, mode: 'embedded' });
    },
  });
  const unavailable = (): AppError => {
    const { message, retryAfterMs } = supervisor.status();
    return new AppError('engine_unavailable', message ?? 'The engine is not ready.', {
      retryAfterMs: retryAfterMs ?? 1_000,
    });
  };
  const current = (): ClickHouseClient => {
    if (client === undefined) throw unavailable();
    return client;
  };
  const fullDisk = new FullDiskGuard({ client: current, restart: (why) => supervisor.restart(why), log, clock });
  try {
    await supervisor.start();
    await migrateOn(supervisor);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    client: current,
    status: () => ({ ...supervisor.status(), mode: 'embedded' }),
    onFailure: (error) => fullDisk.onFailure(error),
    setFaults: (faults) => supervisor.setFaults(faults),
    close: () => {
      fullDisk.stop();
      return supervisor.stop();
    },
  };
}

/** Migrations name the database they create, so they connect without one. */
async function migrateOn(supervisor: Supervisor): Promise<void> {
  const place = supervisor.endpoint();
  if (place === undefined) throw new AppError('engine_unavailable', 'The engine ended while it was being set up.');
  const client = connect({ url: place.url, secret: place.secret, database: 'default' });
  try {
    await migrateEngine(client, { isAlone: true });
  } finally {
    await client.close();
  }
}

/**
 * What a statement of people may hold at once. The engine counts a constant once however many rows it stands in, so its limit on
 * the size of an answer misses `SELECT repeat('a', 900000) FROM events`, and only memory bounds the text that is made of it.
 * Groups and sorts of more than half of it go to the disk.
 */
const mostReaderMemory = 1024 ** 3;

/** Bytes that the kernel lets us have: a container may be granted less than its machine has. `granted` is 0 where nobody can tell. */
export const memoryFor = (machine: number, granted: number): number =>
  granted > 0 ? Math.min(machine, granted) : machine;

/** Half of the machine for the engine, and half of that for one query; the portal, the store and the system have the rest. */
export function defaultLimits(totalMemory: number): HostLimits {
  const serverMemory = Math.max(Math.round(totalMemory * 0.5), 768 * 1024 ** 2);
  const queryMemory = Math.round(serverMemory * 0.5);
  const readerMemory = Math.min(queryMemory, mostReaderMemory);
  return { readers: 3, queue: 500, maxExecutionSeconds: 60, serverMemory, queryMemory, readerMemory };
}
