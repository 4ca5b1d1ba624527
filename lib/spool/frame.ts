import { crc32 } from 'node:zlib';

/**
 * How a record lies in a segment, little endian:
 *   magic 4 | payload bytes 4 | number of ids 4 | CRC-32 of all the rest 4 | ids, 8 bytes each | payload
 * Payloads are UTF-8 and the magic holds bytes that UTF-8 never does, so after a damaged frame the next one is found
 * by its magic, and no client can smuggle a frame into a payload.
 */
const magic = Buffer.from([0xff, 0x53, 0x47, 0xfe]);
const headerBytes = 16;
const bytesPerId = 8;
/** Far above any accepted request; a larger length can only be damage. */
const maxFrameBytes = 256 * 1024 * 1024;

export type Frame = { payload: Buffer; ids: Buffer; end: number };

/** What a stretch of a segment holds. `end` is where the last whole frame ends, `damagedBytes` what had to be skipped before it. */
export type Scan = { frames: Frame[]; end: number; damagedBytes: number; needsBytes: number };

export function encodeFrame(payload: Buffer, ids: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + ids.length + payload.length);
  magic.copy(frame, 0);
  frame.writeUInt32LE(payload.length, 4);
  frame.writeUInt32LE(ids.length / bytesPerId, 8);
  ids.copy(frame, headerBytes);
  payload.copy(frame, headerBytes + ids.length);
  frame.writeUInt32LE(checksum(frame), 12);
  return frame;
}

const checksum = (frame: Buffer): number => crc32(frame.subarray(headerBytes), crc32(frame.subarray(4, 12)));

/**
 * Reads the whole frames of `bytes`, which start at `base` in the segment. With `isWhole` nothing follows, so an
 * unfinished frame is damage; else it is left for the next read, and `needsBytes` says how much that needs at least.
 */
export function scanFrames(bytes: Buffer, base: number, isWhole: boolean): Scan {
  const scan: Scan = { frames: [], end: base, damagedBytes: 0, needsBytes: 0 };
  let at = 0;
  let wholeEnd = 0;
  while (at < bytes.length) {
    const found = readFrame(bytes, at);
    if (found.kind === 'frame') {
      scan.damagedBytes += at - wholeEnd;
      at += found.bytes;
      wholeEnd = at;
      scan.frames.push({ payload: found.payload, ids: found.ids, end: base + at });
    } else if (found.kind === 'unfinished' && !isWhole) {
      scan.needsBytes = found.bytes;
      break;
    } else {
      const next = bytes.indexOf(magic, at + 1);
      if (next === -1) break;
      at = next;
    }
  }
  scan.end = base + wholeEnd;
  return scan;
}

type Found =
  | { kind: 'frame'; payload: Buffer; ids: Buffer; bytes: number }
  | { kind: 'unfinished'; bytes: number }
  | { kind: 'damaged' };

function readFrame(bytes: Buffer, at: number): Found {
  if (bytes.length - at < headerBytes) return { kind: 'unfinished', bytes: headerBytes };
  if (bytes.compare(magic, 0, magic.length, at, at + magic.length) !== 0) return { kind: 'damaged' };
  const idBytes = bytes.readUInt32LE(at + 8) * bytesPerId;
  const total = headerBytes + idBytes + bytes.readUInt32LE(at + 4);
  if (total > maxFrameBytes) return { kind: 'damaged' };
  if (bytes.length - at < total) return { kind: 'unfinished', bytes: total };
  const frame = bytes.subarray(at, at + total);
  if (checksum(frame) !== frame.readUInt32LE(12)) return { kind: 'damaged' };
  return {
    kind: 'frame',
    ids: frame.subarray(headerBytes, headerBytes + idBytes),
    payload: frame.subarray(headerBytes + idBytes),
    bytes: total,
  };
}
