import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Context } from '@/lib/context';
import type { Engine, EngineInsert, EngineStatus } from '@/lib/engine/engine';
import { AppError } from '@/lib/errors/app-error';
import type { CommittedBatch } from '@/lib/live/batch';
import { openSpool, type SpoolOptions } from '@/lib/spool/open';
import type { Spool } from '@/lib/spool/spool';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';

export async function temporaryFolder(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-ingest-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

export type MovableClock = Clock & { advance(ms: number): void };
export function movableClock(start = Date.UTC(2025, 5, 15, 12)): MovableClock {
  let now = start;
  return { now: () => now, monotonic: () => now - start, advance: (ms) => void (now += ms) };
}

/** A real spool in a folder. */
export function openTestSpool(dir: string, options: Partial<SpoolOptions> = {}): Promise<Spool> {
  return openSpool({
    dir,
    limitBytes: 64 * 1024 * 1024,
    clock: movableClock(),
    metrics: createMetrics(),
    log: createLogger('silent'),
    ...options,
  });
}

/** An engine that keeps what is inserted, recognizes repeated tokens and can be told to refuse rows or to be down. */
export type MemoryEngine = Engine & {
  rowsOf(table: string): Record<string, unknown>[];
  inserts: EngineInsert[];
  failWith(fault: ((insert: EngineInsert) => AppError | null) | null): void;
  announce(state: EngineStatus['state']): void;
};

export function memoryEngine(): MemoryEngine {
  const tables = new Map<string, Record<string, unknown>[]>();
  const tokens = new Set<string>();
  const listeners = new Set<(status: EngineStatus) => void>();
  const inserts: EngineInsert[] = [];
  let fault: ((insert: EngineInsert) => AppError | null) | null = null;
  const refuse = (): never => {
    throw new AppError('engine_unavailable', 'This engine only takes inserts.');
  };
  return {
    inserts,
    rowsOf: (table) => tables.get(table) ?? [],
    failWith: (next) => void (fault = next),
    announce: (state) => listeners.forEach((listener) => listener({ state, mode: 'mock', since: 0 })),
    insert(insert) {
      inserts.push(insert);
      const error = fault?.(insert) ?? null;
      if (error !== null) return Promise.reject(error);
      const rows = insert.rows
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const isRepeated = tokens.has(`${insert.table} ${insert.token}`);
      tokens.add(`${insert.table} ${insert.token}`);
      if (!isRepeated) tables.set(insert.table, [...(tables.get(insert.table) ?? []), ...rows]);
      return Promise.resolve({ rows: rows.length });
    },
    query: refuse,
    read: refuse,
    stream: refuse,
    exportLines: refuse,
    command: refuse,
    isHealthy: () => Promise.resolve(true),
    status: () => ({ state: 'ready', mode: 'mock', since: 0 }),
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
}

export type IngestWorld = { ctx: Context; engine: MemoryEngine; clock: MovableClock; published: CommittedBatch[] };

/** What the ingest verbs need, for a key that may write to workspace `w1`. */
export function ingestWorld(spool: Spool, clock = movableClock()): IngestWorld {
  const engine = memoryEngine();
  const published: CommittedBatch[] = [];
  let ids = 0;
  const parts = {
    clock,
    engine,
    spool,
    newId: () => `made-${(ids += 1)}`,
    log: createLogger('silent'),
    metrics: createMetrics(),
    live: { publish: (batch: CommittedBatch) => void published.push(batch) },
    actor: { kind: 'key', keyId: 'k1', workspaceId: 'w1', scopes: ['ingest'] },
    requestId: 'r1',
  };
  return { ctx: parts as unknown as Context, engine, clock, published };
}

/** Mulberry32 (public domain): the same seed gives the same numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
