import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { openCheckpoint } from './checkpoint';
import { DiskSpool } from './disk-spool';
import { lockFolder } from './folder-lock';
import { openIdJournal } from './id-journal';
import { createIdWindow } from './id-window';
import { recoverSegments } from './recover';
import { Segments } from './segments';
import type { Spool } from './spool';

export type SpoolOptions = {
  dir: string;
  /** How much may wait for the engine before appends are refused. */
  limitBytes: number;
  clock: Clock;
  metrics: Metrics;
  log: Logger;
  /** A segment that reached this size is closed, and deleted once it is used up. Default 16 MB. */
  segmentBytes?: number;
  /** How long an event id is remembered at least, unless `idCapacity` newer ones push it out. Default 24 h. */
  idWindowMs?: number;
  /** How many ids are remembered at least. Default 2 million, at most 64 MB of memory. */
  idCapacity?: number;
};

/**
 * Opens the spool in a folder of its own, cuts torn tails and recalls what was accepted before.
 * Throws AppError conflict when another process has it open.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const {
    dir,
    clock,
    log,
    metrics,
    limitBytes,
    segmentBytes = 16 * 1024 * 1024,
    idWindowMs = 24 * 3_600_000,
    idCapacity = 2_000_000,
  } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dir);
  try {
    const checkpointFile = await openCheckpoint(dir);
    const initial = checkpointFile.initial;
    // Positions name inserts; starting from the time keeps them apart from those of a spool that was deleted.
    const firstSegment = Math.max(Math.floor(clock.now() / 1000), (initial?.position.segment ?? 0) + 1);
    const segments = await Segments.open(dir, segmentBytes, firstSegment);
    const journal = await openIdJournal({ dir, clock, windowMs: idWindowMs, capacity: idCapacity });
    const ids = createIdWindow({ clock, seed: journal.seed, windowMs: idWindowMs, capacity: idCapacity });
    await journal.load(ids);
    const checkpoint = initial ?? {
      position: { segment: segments.list()[0] ?? firstSegment, offset: 0 },
      prepared: null,
    };
    await recoverSegments({ segments, checkpoint, ids, log });
    return new DiskSpool({ clock, log, metrics, limitBytes, segments, checkpointFile, journal, ids, checkpoint, lock });
  } catch (error) {
    await lock.release();
    throw error;
  }
}
