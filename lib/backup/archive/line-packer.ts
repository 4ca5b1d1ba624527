import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { ArchiveWriter } from './archive-writer';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Unpacked size of a part: one insert of a restore, and what is in memory at a time. */
const partBytes = 8 * 1024 * 1024;
const maxUnpackedBytes = 256 * 1024 * 1024;
const newline = 0x0a;

/** Collects NDJSON and writes it as numbered parts `<folder>/000001.ndjson.gz`, each of whole lines. */
export class LinePacker {
  private pieces: Buffer[] = [];
  private size = 0;
  private parts = 0;
  private lines = 0;
  /** Lines of all parts. */
  rows = 0;

  constructor(
    private readonly archive: ArchiveWriter,
    private readonly folder: string,
  ) {}

  /** `lines` ends with a line break. */
  async add(lines: Buffer): Promise<void> {
    this.pieces.push(lines);
    this.size += lines.length;
    const count = countLines(lines);
    this.lines += count;
    this.rows += count;
    if (this.size >= partBytes) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.size === 0) return;
    const bytes = await pack(Buffer.concat(this.pieces, this.size), { level: constants.Z_BEST_SPEED });
    this.parts += 1;
    await this.archive.add(`${this.folder}/${String(this.parts).padStart(6, '0')}.ndjson.gz`, bytes, this.lines);
    this.pieces = [];
    this.size = 0;
    this.lines = 0;
  }
}

/** The lines of a part, with their line breaks. */
export const unpackLines = (bytes: Buffer): Promise<Buffer> => unpack(bytes, { maxOutputLength: maxUnpackedBytes });

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(newline); at !== -1; at = lines.indexOf(newline, at + 1)) count += 1;
  return count;
}
