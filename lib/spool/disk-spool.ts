import type { Logger } from 'pino';
import { AppError } from '@/lib/errors/app-error';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { readBatch, readCut } from './batch-reader';
import type { Checkpoint, CheckpointFile } from './checkpoint';
import { createCommitWaiters } from './commit-waiters';
import type { FolderLock } from './folder-lock';
import { encodeFrame } from './frame';
import { createGroupWriter, type GroupWriter } from './group-writer';
import type { IdJournal } from './id-journal';
import { encodeClaims, type IdClaims, type IdWindow } from './id-window';
import type { Segments } from './segments';
import type { Spool, SpoolBatch, SpoolPosition } from './spool';

export type SpoolParts = {
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  limitBytes: number;
  segments: Segments;
  checkpointFile: CheckpointFile;
  journal: IdJournal;
  ids: IdWindow;
  checkpoint: Checkpoint;
  lock: FolderLock;
};

/** The spool over parts that are open already; `openSpool` makes them. */
export class DiskSpool implements Spool {
  readonly ids: IdWindow;
  private readonly listeners = new Set<() => void>();
  private readonly waiters = createCommitWaiters();
  private readonly idsOf = new WeakMap<SpoolBatch, Buffer[]>();
  private readonly writer: GroupWriter;
  private state: Checkpoint;
  private journaled: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly parts: SpoolParts) {
    this.ids = parts.ids;
    this.state = parts.checkpoint;
    this.writer = createGroupWriter({ write: (bytes) => this.write(bytes), onDurable: () => this.announce() });
  }

  async append(record: Buffer, claims: IdClaims = []): Promise<SpoolPosition> {
    try {
      const frame = encodeFrame(record, encodeClaims(claims));
      this.admit(frame.length);
      return await this.writer.append(frame);
    } catch (error) {
      this.ids.release(claims);
      throw error;
    }
  }

  async sync(): Promise<SpoolPosition> {
    await this.writer.sync();
    return this.parts.segments.end() ?? this.state.position;
  }

  async next(maxBytes: number): Promise<SpoolBatch | null> {
    const { segments, log } = this.parts;
    const { position, prepared } = this.state;
    const read =
      prepared === null
        ? await readBatch(segments, position, maxBytes)
        : await readCut(segments, prepared.from, prepared.to);
    if (read === null) return null;
    const { from, to, frames, damagedBytes } = read;
    if (damagedBytes > 0) log.error({ position: from, damagedBytes }, 'spool: damaged bytes were skipped');
    const batch: SpoolBatch = {
      from,
      to,
      records: frames.map((frame) => frame.payload),
      bytes: to.offset - from.offset,
    };
    this.idsOf.set(
      batch,
      frames.map((frame) => frame.ids),
    );
    return batch;
  }

  async prepare(batch: SpoolBatch): Promise<void> {
    this.state = { position: this.state.position, prepared: { from: batch.from, to: batch.to } };
    await this.save();
  }

  async commit(batch: SpoolBatch): Promise<void> {
    this.state = { position: batch.to, prepared: null };
    this.parts.metrics.spool.pendingBytes.set(this.durableBytes());
    this.waiters.advance(batch.to);
    const hashes = Buffer.concat(this.idsOf.get(batch) ?? []);
    this.journaled = this.journaled.then(() => this.remember(hashes));
    await this.save();
    await this.dropUsedSegments();
  }

  whenCommitted(position: SpoolPosition): Promise<void> {
    return this.waiters.wait(position, this.state.position);
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async idFiles(): Promise<{ name: string; bytes: Buffer }[]> {
    await this.journaled;
    return this.parts.journal.copies();
  }

  pendingBytes(): number {
    return this.durableBytes() + this.writer.queuedBytes();
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    const { segments, journal, checkpointFile, lock, log } = this.parts;
    await this.writer.sync().catch(() => undefined);
    this.waiters.close();
    await this.save().catch((error: unknown) =>
      log.error({ err: error }, 'spool: the last checkpoint was not written'),
    );
    await Promise.all([segments.close(), journal.close(), checkpointFile.close()]);
    await lock.release();
  }

  private async write(bytes: Buffer): Promise<SpoolPosition> {
    const { clock, metrics, segments } = this.parts;
    const startedAt = clock.monotonic();
    const start = await segments.append(bytes);
    metrics.spool.fsyncDuration.observe((clock.monotonic() - startedAt) / 1000);
    return start;
  }

  private announce(): void {
    this.parts.metrics.spool.pendingBytes.set(this.durableBytes());
    for (const listener of this.listeners) listener();
  }

  private durableBytes(): number {
    const { segments } = this.parts;
    const { position } = this.state;
    return segments.totalBytes() - (segments.sizeOf(position.segment) === undefined ? 0 : position.offset);
  }

  private admit(bytes: number): void {
    if (this.isClosed) throw new AppError('overloaded', 'The portal is shutting down.', { retryAfterMs: 2_000 });
    const { limitBytes } = this.parts;
    if (this.pendingBytes() + bytes <= limitBytes) return;
    const message = `Already ${Math.round(limitBytes / 1024 / 1024)} MB wait for the analytics engine, which is the limit. Send again later.`;
    throw new AppError('spool_full', message, { retryAfterMs: 2_000 });
  }

  /** An id that is not remembered may be stored twice much later; an event that is not committed blocks all the others. */
  private async remember(hashes: Buffer): Promise<void> {
    try {
      await this.parts.journal.append(hashes);
    } catch (error) {
      this.parts.log.error(
        { err: error },
        'spool: event ids were not remembered; their duplicates may not be noticed after a restart',
      );
    }
  }

  private async save(): Promise<void> {
    await this.journaled;
    await this.parts.checkpointFile.write(this.state);
  }

  private async dropUsedSegments(): Promise<void> {
    const { segments } = this.parts;
    const { position } = this.state;
    for (const segment of segments.list()) {
      const isBehind = segment < position.segment;
      const isUsedUp =
        segment === position.segment &&
        position.offset >= (segments.sizeOf(segment) ?? 0) &&
        segments.isSealed(segment);
      if (isBehind || isUsedUp) await segments.remove(segment);
    }
  }
}
