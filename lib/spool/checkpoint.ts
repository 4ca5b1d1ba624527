import { open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { syncFolder } from './sync-folder';

const positionSchema = z.object({ segment: z.number().int().min(0), offset: z.number().int().min(0) });
const checkpointSchema = z.object({
  /** Grows with each write; the newer of the two slots counts. */
  sequence: z.number().int().min(0),
  /** Everything before it is in the engine. */
  position: positionSchema,
  /** A cut that may or may not be in the engine already: it is given again exactly like this. */
  prepared: z.object({ from: positionSchema, to: positionSchema }).nullable(),
});
export type Checkpoint = Omit<z.infer<typeof checkpointSchema>, 'sequence'>;

export type CheckpointFile = {
  /** What the last completed write said; null for a new folder. */
  readonly initial: Checkpoint | null;
  /** Durable when it resolves. Calls that come while one is being written share the next write. */
  write(checkpoint: Checkpoint): Promise<void>;
  close(): Promise<void>;
};

const slotBytes = 512;

/**
 * Two slots that are written in turn, each with its checksum: a torn write leaves the older slot, so the change is as
 * atomic as with a renamed file, costs one fsync instead of three, and needs no free space on a full disk.
 */
export async function openCheckpoint(dir: string): Promise<CheckpointFile> {
  const handle = await open(path.join(dir, 'checkpoint'), 'a+').then(async (created) => {
    await created.close();
    return open(path.join(dir, 'checkpoint'), 'r+');
  });
  const bytes = Buffer.alloc(2 * slotBytes);
  await handle.read(bytes, 0, bytes.length, 0);
  const slots = [readSlot(bytes.subarray(0, slotBytes)), readSlot(bytes.subarray(slotBytes))];
  const newest = slots.reduce((a, b) => ((b?.sequence ?? -1) > (a?.sequence ?? -1) ? b : a)) ?? null;
  let sequence = newest?.sequence ?? 0;
  let latest: Checkpoint | null = null;
  let running: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;

  async function writeSlot(): Promise<void> {
    queued = null;
    sequence += 1;
    const json = JSON.stringify({ sequence, ...latest });
    const text = `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
    await handle.write(Buffer.from(`${text.padEnd(slotBytes - 1)}\n`), 0, slotBytes, (sequence % 2) * slotBytes);
    await handle.datasync();
  }

  if (newest === null) {
    await handle.write(Buffer.alloc(2 * slotBytes, ' '), 0, 2 * slotBytes, 0);
    await handle.sync();
    await syncFolder(dir);
  }
  return {
    initial: newest === null ? null : { position: newest.position, prepared: newest.prepared },
    write(checkpoint) {
      latest = checkpoint;
      if (queued === null) {
        queued = running.catch(() => undefined).then(writeSlot);
        running = queued;
      }
      return queued;
    },
    async close() {
      await running.catch(() => undefined);
      await handle.close();
    },
  };
}

function readSlot(bytes: Buffer): z.infer<typeof checkpointSchema> | null {
  const text = bytes.toString('utf8').trimEnd();
  const json = text.slice(9);
  if (json === '' || crc32(json).toString(16).padStart(8, '0') !== text.slice(0, 8)) return null;
  return checkpointSchema.safeParse(JSON.parse(json)).data ?? null;
}
