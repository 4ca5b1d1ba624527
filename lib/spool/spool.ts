import type { IdClaims, IdWindow } from './id-window';

/** Where a record ends in the spool: the segment's number and the byte offset in it. */
export type SpoolPosition = { segment: number; offset: number };

/** Records of consecutive appends, in order. `from` and `to` name the bytes, so the same batch can be read again after a crash. */
export type SpoolBatch = { from: SpoolPosition; to: SpoolPosition; records: Buffer[]; bytes: number };

/**
 * An append-only log on disk. A resolved `append` is on the disk (fsync), many appends share one fsync.
 * A reader takes batches in order and commits them; what is not committed is read again after a restart, cut at the
 * same places once `prepare` has been called for it.
 */
export type Spool = {
  /** Event ids accepted lately, kept across restarts; see `createIdWindow` for the bounds. */
  readonly ids: IdWindow;
  /**
   * Appends the lines of one request as one record, with the ids it claimed; they are released when the append fails.
   * Throws AppError spool_full or, for other faults of the disk and after close, overloaded.
   */
  append(record: Buffer, claims?: IdClaims): Promise<SpoolPosition>;
  /** Waits until every append made so far is on disk and says where they end; throws when one of them failed. */
  sync(): Promise<SpoolPosition>;
  /** The next records after the last commit, up to `maxBytes`; null when there is none. */
  next(maxBytes: number): Promise<SpoolBatch | null>;
  /** Remembers the cut of a batch durably before it is inserted, so that a retry after a crash inserts the same bytes. */
  prepare(batch: SpoolBatch): Promise<void>;
  /** The batch is in the engine: never give it again, delete segments that are used up. */
  commit(batch: SpoolBatch): Promise<void>;
  /** Waits until the record that ends there is committed. Throws AppError overloaded when the spool closes before. */
  whenCommitted(position: SpoolPosition): Promise<void>;
  /** Called after each durable append; returns the way to stop. */
  onAppend(listener: () => void): () => void;
  /** Copies of the files from which a spool in another folder recalls the ids of what is committed; at most 40 MB. */
  idFiles(): Promise<{ name: string; bytes: Buffer }[]>;
  pendingBytes(): number;
  close(): Promise<void>;
};
