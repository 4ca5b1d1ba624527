import { AppError } from '@/lib/errors/app-error';
import type { SpoolPosition } from './spool';

/** Frames that share one write and one fsync. */
type Group = {
  frames: Buffer[];
  bytes: number;
  done: Promise<SpoolPosition>;
  resolve: (start: SpoolPosition) => void;
  reject: (error: unknown) => void;
};

export type GroupWriter = {
  /** Resolves with the end of the frame once it is on disk. */
  append(frame: Buffer): Promise<SpoolPosition>;
  /** Resolves when every append made so far is on disk; rejects when one of them failed. */
  sync(): Promise<void>;
  /** Bytes that wait in memory. */
  queuedBytes(): number;
};

type Options = {
  /** Writes durably and says where the bytes start. */
  write: (bytes: Buffer) => Promise<SpoolPosition>;
  onDurable: () => void;
};

const maxGroupBytes = 16 * 1024 * 1024;

/**
 * Group commit: while one group is written and synced, the next one gathers. An append to an idle writer waits only for
 * the other requests of the same turn of the event loop.
 */
export function createGroupWriter({ write, onDurable }: Options): GroupWriter {
  const waiting: Group[] = [];
  let writing: Group | null = null;
  let isScheduled = false;
  let queuedBytes = 0;

  async function drain(): Promise<void> {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      writing = group;
      try {
        const start = await write(
          group.frames.length === 1 ? (group.frames[0] ?? Buffer.alloc(0)) : Buffer.concat(group.frames, group.bytes),
        );
        queuedBytes -= group.bytes;
        group.resolve(start);
        onDurable();
      } catch (error) {
        queuedBytes -= group.bytes;
        group.reject(toSpoolError(error));
      }
      writing = null;
    }
    isScheduled = false;
  }

  return {
    async append(frame) {
      let group = waiting.at(-1);
      if (group === undefined || group.bytes + frame.length > maxGroupBytes) waiting.push((group = newGroup()));
      group.frames.push(frame);
      group.bytes += frame.length;
      queuedBytes += frame.length;
      const end = group.bytes;
      if (!isScheduled) {
        isScheduled = true;
        setImmediate(() => void drain());
      }
      const start = await group.done;
      return { segment: start.segment, offset: start.offset + end };
    },
    async sync() {
      await Promise.all([writing?.done, ...waiting.map((group) => group.done)]);
    },
    queuedBytes: () => queuedBytes,
  };
}

function newGroup(): Group {
  let resolve: Group['resolve'] = () => undefined;
  let reject: Group['reject'] = () => undefined;
  const done = new Promise<SpoolPosition>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Every append awaits it, but `sync` may be the only one left by then.
  done.catch(() => undefined);
  return { frames: [], bytes: 0, done, resolve, reject };
}

function toSpoolError(error: unknown): AppError {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('spool_full', 'The disk of the data folder is full, so nothing more can be accepted.', {
      cause: error,
      retryAfterMs: 10_000,
    });
  return new AppError('overloaded', 'The data folder cannot be written right now.', {
    cause: error,
    detail: { code },
    retryAfterMs: 5_000,
  });
}
