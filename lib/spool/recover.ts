import type { Logger } from 'pino';
import type { Checkpoint } from './checkpoint';
import { scanFrames } from './frame';
import type { IdWindow } from './id-window';
import { comparePositions } from './position';
import type { Segments } from './segments';

type Recovery = { segments: Segments; checkpoint: Checkpoint; ids: IdWindow; log: Logger };

const chunkBytes = 8 * 1024 * 1024;

/**
 * After a start: deletes segments that are used up, cuts what a crash left half-written at the end of a segment and
 * recalls the ids of everything that still waits. Memory is bounded by the chunk and the largest frame.
 */
export async function recoverSegments({ segments, checkpoint, ids, log }: Recovery): Promise<void> {
  const { position } = checkpoint;
  for (const segment of segments.list()) {
    const start = segment === position.segment ? position.offset : 0;
    const size = segments.sizeOf(segment) ?? 0;
    if (comparePositions({ segment, offset: size }, position) <= 0) {
      await segments.remove(segment);
      continue;
    }
    const { end, damagedBytes } = await walk(segments, { segment, start, ids });
    if (damagedBytes > 0) log.error({ segment, damagedBytes }, 'spool: damaged bytes were skipped');
    if (end < size) {
      log.warn({ segment, cutBytes: size - end }, 'spool: cut a half-written record, which was never acknowledged');
      await (end === 0 ? segments.remove(segment) : segments.cut(segment, end));
    }
  }
}

type Walk = { segment: number; start: number; ids: IdWindow };

async function walk(segments: Segments, { segment, start, ids }: Walk): Promise<{ end: number; damagedBytes: number }> {
  const size = segments.sizeOf(segment) ?? 0;
  let end = start;
  let damagedBytes = 0;
  let length = chunkBytes;
  while (end < size) {
    const isWhole = end + length >= size;
    const bytes = await segments.read({ segment, offset: end }, Math.min(length, size - end));
    const scan = scanFrames(bytes, end, isWhole);
    for (const frame of scan.frames) ids.load(frame.ids);
    damagedBytes += scan.damagedBytes;
    if (scan.end === end && isWhole) break;
    length = scan.end === end ? Math.max(scan.needsBytes, length * 2) : chunkBytes;
    end = scan.end;
  }
  return { end, damagedBytes };
}
