import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { maxRecordBytes, type ReadOptions } from './raw-row';

/** A line without its end. `text` is null when it was longer than a record may be; `head` then shows its start. */
export type Line = {
  start: number;
  end: number;
  text: string | null;
  head?: string;
  /** Whether it is UTF-8. */ isValid: boolean;
};

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/**
 * The lines of a file from a byte position on, a chunk's worth at a time. Memory stays at one chunk plus one line, also
 * for a file without a single line end.
 */
export async function* readLines(
  options: ReadOptions,
  firstChunkBytes = chunkBytes,
): AsyncGenerator<Line[], void, undefined> {
  const file = await open(options.file, 'r');
  try {
    const splitter = new LineSplitter(options.from);
    let size = firstChunkBytes;
    for (let at = options.from; ; size = Math.min(size * 2, chunkBytes)) {
      options.signal?.throwIfAborted();
      const buffer = Buffer.allocUnsafe(size);
      const { bytesRead } = await file.read(buffer, 0, size, at);
      const lines = bytesRead === 0 ? splitter.end() : splitter.push(buffer.subarray(0, bytesRead));
      if (lines.length > 0) yield lines;
      if (bytesRead === 0) return;
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

class LineSplitter {
  private pending: Buffer = Buffer.alloc(0);
  /** Where the pending bytes begin in the file. */
  private start: number;
  /** The start of an overlong line whose end has not come yet. */
  private overlong: { start: number; head: string } | null = null;

  constructor(from: number) {
    this.start = from;
  }

  push(chunk: Buffer): Line[] {
    const data = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const lines: Line[] = [];
    let at = 0;
    for (let stop = data.indexOf(newline, at); stop >= 0; stop = data.indexOf(newline, at)) {
      lines.push(this.line(data.subarray(at, stop), this.start + at, this.start + stop + 1));
      at = stop + 1;
    }
    this.start += at;
    // A copy, because the buffer behind it is read into again.
    this.pending = Buffer.from(data.subarray(at));
    if (this.pending.length > maxRecordBytes) this.dropPending();
    return lines;
  }

  end(): Line[] {
    if (this.pending.length === 0 && this.overlong === null) return [];
    return [this.line(this.pending, this.start, this.start + this.pending.length)];
  }

  private dropPending(): void {
    this.overlong ??= { start: this.start, head: this.pending.toString('utf8', 0, 400) };
    this.start += this.pending.length;
    this.pending = Buffer.alloc(0);
  }

  private line(bytes: Buffer, start: number, end: number): Line {
    if (this.overlong !== null) {
      const { start: longStart, head } = this.overlong;
      this.overlong = null;
      return { start: longStart, end, text: null, head, isValid: true };
    }
    if (bytes.length > maxRecordBytes)
      return { start, end, text: null, head: bytes.toString('utf8', 0, 400), isValid: true };
    const hasReturn = bytes.length > 0 && bytes[bytes.length - 1] === 0x0d;
    return {
      start,
      end,
      isValid: isUtf8(bytes),
      text: bytes.toString('utf8', start === 0 ? bomLength(bytes) : 0, bytes.length - (hasReturn ? 1 : 0)),
    };
  }
}

/** Length of a UTF-8 byte order mark at the beginning. */
export const bomLength = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
