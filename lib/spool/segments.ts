import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { SpoolPosition } from './spool';
import { syncFolder } from './sync-folder';

type OpenFile = { segment: number; handle: FileHandle };

const nameOf = (segment: number): string => `${String(segment).padStart(12, '0')}.log`;

/**
 * The files of the log. Knows bytes and durability, nothing of records. Appends always begin a new file after a start
 * or a fault, so nothing is ever written behind a torn tail.
 */
export class Segments {
  private readonly sizes = new Map<number, number>();
  private total = 0;
  private last: number;
  private active: OpenFile | null = null;
  private reading: OpenFile | null = null;

  private constructor(
    private readonly dir: string,
    private readonly segmentBytes: number,
    last: number,
  ) {
    this.last = last;
  }

  /** `firstSegment` is where numbering starts when the folder is empty. */
  static async open(dir: string, segmentBytes: number, firstSegment: number): Promise<Segments> {
    const names = (await readdir(dir)).filter((name) => /^\d{12}\.log$/.test(name));
    const numbers = names.map((name) => Number(name.slice(0, -4)));
    const segments = new Segments(dir, segmentBytes, Math.max(firstSegment - 1, ...numbers));
    for (const number of numbers) segments.setSize(number, (await stat(segments.fileOf(number))).size);
    return segments;
  }

  /** Numbers in order. */
  list(): number[] {
    return [...this.sizes.keys()].sort((a, b) => a - b);
  }

  /** Durable bytes of a segment; undefined when it is gone. */
  sizeOf(segment: number): number | undefined {
    return this.sizes.get(segment);
  }

  totalBytes(): number {
    return this.total;
  }

  /** Where the last append ends; undefined when everything is used up. */
  end(): SpoolPosition | undefined {
    const segment = this.list().at(-1);
    return segment === undefined ? undefined : { segment, offset: this.sizes.get(segment) ?? 0 };
  }

  /** The first segment after this one. */
  after(segment: number): number | undefined {
    return this.list().find((number) => number > segment);
  }

  /** True when nothing will be appended to it any more. */
  isSealed(segment: number): boolean {
    return this.active?.segment !== segment;
  }

  /** Adds the bytes to one segment, durably, and says where they start. After a failure nothing of them counts. */
  async append(bytes: Buffer): Promise<SpoolPosition> {
    const { segment, handle } = await this.writable();
    const offset = this.sizes.get(segment) ?? 0;
    try {
      await writeFully(handle, bytes, offset);
      await handle.datasync();
    } catch (error) {
      // What the kernel did with the pages after a failed write or fsync is unknown, so this file is not continued.
      await handle.truncate(offset).catch(() => undefined);
      await this.seal().catch(() => undefined);
      // Each try begins a file, and on a full disk there are many tries.
      if (offset === 0) await this.remove(segment).catch(() => undefined);
      throw error;
    }
    this.setSize(segment, offset + bytes.length);
    return { segment, offset };
  }

  async read(at: SpoolPosition, length: number): Promise<Buffer> {
    const handle = await this.readable(at.segment);
    const bytes = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await handle.read(bytes, 0, length, at.offset);
    return bytes.subarray(0, bytesRead);
  }

  async cut(segment: number, size: number): Promise<void> {
    const handle = await open(this.fileOf(segment), 'r+');
    try {
      await handle.truncate(size);
      await handle.sync();
    } finally {
      await handle.close();
    }
    this.setSize(segment, size);
  }

  async remove(segment: number): Promise<void> {
    this.setSize(segment, 0);
    this.sizes.delete(segment);
    if (this.reading?.segment === segment) await this.closeReader();
    await rm(this.fileOf(segment), { force: true });
  }

  async close(): Promise<void> {
    await this.seal();
    await this.closeReader();
  }

  private fileOf(segment: number): string {
    return path.join(this.dir, nameOf(segment));
  }

  private setSize(segment: number, size: number): void {
    this.total += size - (this.sizes.get(segment) ?? 0);
    this.sizes.set(segment, size);
  }

  private async writable(): Promise<OpenFile> {
    if (this.active !== null && (this.sizes.get(this.active.segment) ?? 0) < this.segmentBytes) return this.active;
    await this.seal();
    const segment = this.last + 1;
    const handle = await open(this.fileOf(segment), 'wx', 0o600);
    this.last = segment;
    this.active = { segment, handle };
    await syncFolder(this.dir);
    this.setSize(segment, 0);
    return this.active;
  }

  private async readable(segment: number): Promise<FileHandle> {
    if (this.reading?.segment === segment) return this.reading.handle;
    await this.closeReader();
    this.reading = { segment, handle: await open(this.fileOf(segment), 'r') };
    return this.reading.handle;
  }

  private async seal(): Promise<void> {
    const sealed = this.active;
    this.active = null;
    await sealed?.handle.close();
  }

  private async closeReader(): Promise<void> {
    const reader = this.reading;
    this.reading = null;
    await reader?.handle.close();
  }
}

async function writeFully(handle: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += result.bytesWritten;
  }
}
