import { scanFrames, type Frame, type Scan } from './frame';
import type { Segments } from './segments';
import type { SpoolPosition } from './spool';

export type ReadBatch = { from: SpoolPosition; to: SpoolPosition; frames: Frame[]; damagedBytes: number };

/** The next whole frames after `position`, up to `maxBytes` but at least one; never across the end of a segment. */
export async function readBatch(
  segments: Segments,
  position: SpoolPosition,
  maxBytes: number,
): Promise<ReadBatch | null> {
  let from: SpoolPosition | null = position;
  while (from !== null) {
    const size = segments.sizeOf(from.segment) ?? 0;
    if (from.offset < size) {
      const scan = await scanSome(segments, from, Math.min(size - from.offset, maxBytes));
      if (scan.frames.length > 0)
        return {
          from,
          to: { segment: from.segment, offset: scan.end },
          frames: scan.frames,
          damagedBytes: scan.damagedBytes,
        };
    }
    const next: number | undefined = segments.after(from.segment);
    from = next === undefined ? null : { segment: next, offset: 0 };
  }
  return null;
}

/** Exactly the frames between two positions of one segment. */
export async function readCut(segments: Segments, from: SpoolPosition, to: SpoolPosition): Promise<ReadBatch> {
  const bytes = await segments.read(from, to.offset - from.offset);
  const scan = scanFrames(bytes, from.offset, true);
  return { from, to, frames: scan.frames, damagedBytes: scan.damagedBytes };
}

async function scanSome(segments: Segments, from: SpoolPosition, wanted: number): Promise<Scan> {
  const rest = (segments.sizeOf(from.segment) ?? 0) - from.offset;
  let length = wanted;
  for (;;) {
    const scan = scanFrames(await segments.read(from, length), from.offset, length >= rest);
    if (scan.frames.length > 0 || length >= rest) return scan;
    length = Math.min(rest, Math.max(scan.needsBytes, length * 2));
  }
}
